import { test } from 'vitest';
import { explore, type ExploreOptions } from '../explore.ts';
import { replay } from '../replay.ts';
import type { Finding, Report } from '../report.ts';

/** What `concurrent` can be told, besides what `explore` can. */
export interface ConcurrentOptions extends ExploreOptions {
  /** Runs one schedule alone: the token of a failure. */
  readonly replay?: string;
  /** How long the test may take, in milliseconds. Default one minute. */
  readonly timeout?: number;
}

/** Schedules take their time. */
const MINUTE = 60_000;
const UNCHECKED = 'Data races were not looked for: add concurrencyTutor() from concurrency-tutor/vitest to the plugins in the Vitest configuration.';

/**
 * A test whose body is run under many schedules, on virtual time. It passes when nothing went wrong under any of them; a failure explains what did, and gives the token
 * that repeats it. Data races are found when the Vite plugin `concurrencyTutor()` is in use.
 */
export function concurrent(name: string, body: () => unknown): void;
/** The same, with options: `concurrent('transfers', { schedules: 500 }, async () => { … })`. */
export function concurrent(name: string, options: ConcurrentOptions, body: () => unknown): void;
export function concurrent(name: string, ...rest: [body: () => unknown] | [options: ConcurrentOptions, body: () => unknown]): void {
  const [options, body] = rest.length === 1 ? [{}, rest[0]] : rest;
  const { replay: token, timeout = MINUTE, ...how } = options;
  test(name, { timeout }, async ({ annotate }) => {
    const report = token === undefined ? await explore(body, how) : (await replay(token, body, how)).report;
    if (report.findings.length > 0) throw failure(report);
    if (report.races === 'not checked' && how.races !== false) await annotate(UNCHECKED);
  });
}

/** What went wrong, as the error of a test. */
function failure(report: Report): Error {
  const notes = report.races === 'not checked' ? [UNCHECKED] : [];
  const error = new Error([...report.findings.map((finding) => findingText(finding, report)), ...notes].join('\n\n'));
  error.name = 'ScheduleFailure';
  // The place that matters is in the text; where this was thrown says nothing.
  error.stack = `${error.name}: ${error.message}`;
  return error;
}

function findingText({ kind, detail, message, nextStep, replay: token }: Finding, { schedules }: Report): string {
  const what = detail === undefined ? kind : `${kind} (${detail})`;
  return [
    `${what}, after ${schedules === 1 ? 'one schedule' : `${schedules} schedules`}: ${message}`,
    ...(nextStep === undefined ? [] : [nextStep]),
    `To repeat this schedule: { replay: '${token}' }`,
  ].join('\n');
}
