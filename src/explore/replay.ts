import type { LoadedProgram } from '../loader/index.ts';
import { LoadedProgram as Loaded } from '../loader/index.ts';
import { loadExplorable, subjectOf, type Explorable, type ExploreOptions, type ProgramOptions } from './explore.ts';
import { RealWaker } from './platform/real-waker.ts';
import { Recorder } from './recorder.ts';
import type { Trace } from './log/trace.ts';
import type { Report } from './report.ts';
import { runSchedule, type ScheduleOptions, type Subject } from './schedule.ts';
import type { Profile } from './strategy/profile.ts';
import { parseToken } from './token.ts';

/** A token that is not one, or that belongs to another program or another version. */
export class ReplayError extends Error {
  /** Always `ReplayError`. */
  override readonly name = 'ReplayError';
}

/** What a replayed schedule did. */
export interface Replayed {
  /** What was found, as `explore` reports it; `schedules` is 1. */
  readonly report: Report;
  /** What the program printed on standard output. */
  readonly output: string;
  /** What it printed on standard error. */
  readonly errors: string;
  /** What main returned. */
  readonly value: unknown;
  /** All that happened, whether something is wrong or not. */
  readonly story: Trace;
}

/**
 * Runs the schedule that a token names, with every detail.
 * @throws {ReplayError} when the token cannot be read, or when the program does something else than it did
 * @throws {LoadError} when the module cannot be loaded
 */
export async function replay(token: string, program: Explorable, options: Pick<ExploreOptions, 'io'> = {}): Promise<Replayed> {
  const { program: loaded, call } = await loadExplorable(program);
  return replayProgram(token, loaded, { ...options, ...call });
}

/** Runs the schedule that a token names, of a program that has been loaded. @throws {ReplayError} */
export async function replayProgram(token: string, program: LoadedProgram | (() => unknown), options: Pick<ProgramOptions, 'export' | 'args' | 'io'> = {}): Promise<Replayed> {
  const parsed = parseToken(token);
  if (!parsed) throw new ReplayError(`\`${token}\` is not a replay token of this version of concurrency-tutor. Copy the whole token, or explore again.`);
  const subject = await subjectOf(program, options);
  const recorder = new Recorder(program instanceof Loaded ? program : undefined);
  using waker = new RealWaker(options.io ?? 'allow');
  const bare = { ...parsed, profile: [], observer: {}, mayWait: waker.mayWait, vainWaits: () => waker.vainWaits, ...waker.forbids };
  const how = { ...bare, profile: await profileFor(subject, bare) };
  const { result, findings, story } = await recorder.record(subject, how, token);
  if (result.digest >>> 0 !== parsed.digest) {
    throw new ReplayError('This program does something else than the one the token was made for: it has changed, or it depends on something real. Explore it again.');
  }
  return {
    output: result.output.stdout,
    errors: result.output.stderr,
    value: result.value,
    story,
    report: {
      verdict: findings[0]?.kind ?? 'pass',
      schedules: 1,
      findings,
      seed: parsed.seed,
      races: result.races,
      controlled: !result.touchedReality,
      unfinished: result.unfinished,
      meters: { maxGoroutines: result.maxGoroutines, maxQueued: {}, virtualTime: result.virtualTime },
    },
  };
}

/** What a schedule's plan wants to know of the program's fair schedule. */
async function profileFor(subject: Subject, how: ScheduleOptions): Promise<Profile> {
  if (how.plan.way !== 'urw') return [];
  return (await runSchedule(subject, { ...how, plan: { way: 'fair' }, schedule: 0 })).profile ?? [];
}
