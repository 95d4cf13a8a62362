/** What ought to come out, and what can be read off the events, whatever the design of the pipeline. */
import { judge } from 'concurrency-tutor/suite';
import type { ArticleTotal } from '../starter/pipeline.ts';
import type { Event } from './log.ts';
import type { FilePlan } from './made-up-disk.ts';
import type { History, PlainProblem, PlainReport } from './scenarios.ts';

export interface PlainLine { readonly path: string; readonly number: number; readonly text: string }

/** The lines a file has: those that can be read. */
export function linesOf({ path, pieces, failsAfter }: FilePlan): PlainLine[] {
  const text = pieces.slice(0, failsAfter).join('');
  const texts = text.split('\n');
  // After the last line break nothing more begins; and a line that was not read to its end is none.
  if (texts.at(-1) === '' || failsAfter !== undefined) texts.pop();
  return texts.map((one, index) => ({ path, number: index + 1, text: one }));
}

export function totalsOf(lines: readonly { readonly text: string }[]): ArticleTotal[] {
  const totals = new Map<string, ArticleTotal>();
  for (const { text } of lines) {
    const [, article = '', amount = ''] = /^([^#;]+);(-?\d+)$/.exec(text) ?? [];
    if (article === '') continue;
    const cents = Number(amount);
    const { count, sum, smallest, largest } = totals.get(article) ?? { count: 0, sum: 0, smallest: Infinity, largest: -Infinity };
    totals.set(article, { article, count: count + 1, sum: sum + cents, smallest: Math.min(smallest, cents), largest: Math.max(largest, cents) });
  }
  return [...totals.values()].sort((a, b) => (a.article < b.article ? -1 : 1));
}

export function totalText({ article, count, sum, smallest, largest }: ArticleTotal): string {
  return [article, count, sum, smallest, largest].join(';');
}

export function problemText({ kind, path, line, error }: PlainProblem): string {
  return `${kind} ${path}${line === undefined ? '' : `, line ${line}`} (${error})`;
}

/** The largest number of things that were going on at the same time. */
export function mostAtOnce(events: readonly Event[], begins: Event['what'], ends: Event['what']): number {
  let now = 0;
  let most = 0;
  for (const { what } of events) {
    if (what === begins) most = Math.max(most, ++now);
    if (what === ends) now -= 1;
  }
  return most;
}

/** The report of a pipeline that had no reason to throw; and nobody has been used against the rules. */
export function reportOf({ events, end }: History): PlainReport {
  judgeManners(events);
  judge(end.kind === 'returned', {
    did: `\`runPipeline\` threw: ${end.kind === 'threw' ? end.error : ''}`,
    expected: 'It returns a report: the output works and the context has not ended.',
    help: 'Problems with folders, files and lines go into the report. Find out which error gets past your `catch`.',
    lesson: 'pipelines',
  });
  judgeClosing(events);
  return end.report;
}

/** The rules that hold however it ends. */
export function judgeManners(events: readonly Event[]): void {
  const misuse = events.find(({ what }) => what === 'misuse');
  judge(misuse === undefined, {
    did: `Something was used against its rules: ${misuse?.what === 'misuse' ? misuse.text : ''}.`,
    expected: 'Each file and the output are used by one goroutine at a time, and closed once.',
    help: 'Let the goroutine that opened a file read and close it. `finally` is the place to close.',
    lesson: 'pipelines',
  });
}

/** Whatever was opened is closed, and all is over when `runPipeline` has ended. */
export function judgeClosing(events: readonly Event[]): void {
  const opened = events.flatMap((event) => (event.what === 'opened' ? [event.path] : []));
  const closed = events.flatMap((event) => (event.what === 'closed' ? [event.path] : []));
  const open = opened.find((path) => !closed.includes(path));
  judge(open === undefined, {
    did: `${open} was opened and never closed.`,
    expected: 'Every file that was opened is closed, however its reading ends.',
    help: 'Close the file in a `finally` around everything that follows `open`.',
    lesson: 'pipelines',
  });
  const end = events.findIndex(({ what }) => what === 'ended');
  const late = events.slice(end + 1).find(({ what }) => what !== 'cancel');
  judge(late === undefined, {
    did: `\`runPipeline\` had ended, and ${late === undefined ? '' : inWords(late)} came ${late === undefined ? '' : (late.at - (events[end]?.at ?? 0)) / 1000} s later.`,
    expected: 'When it ends, every stage has ended and everything is closed.',
    help: 'Wait for all goroutines of all stages, also when the result is known already or an error is on its way.',
    lesson: 'wait-groups',
  });
  judge(events.some(({ what }) => what === 'output closed'), {
    did: '`runPipeline` ended and the output was still open.',
    expected: 'The output is closed, however it ends.',
    help: 'Close it in a `finally`.',
    lesson: 'pipelines',
  });
}

export function inWords(event: Event): string {
  switch (event.what) {
    case 'transform': case 'transformed': case 'saw cancellation': return `“${event.what}” of line ${event.number} of ${event.path}`;
    case 'write': case 'written': return `“${event.what}” of “${event.line}”`;
    case 'misuse': return event.text;
    case 'close output': case 'output closed': case 'cancel': case 'ended': return `“${event.what}”`;
    default: return `“${event.what}” of ${event.path}`;
  }
}
