import type { LoadedProgram } from '../loader/index.ts';
import { LoadedProgram as Loaded } from '../loader/index.ts';
import { subjectOf, type ExploreOptions } from './explore.ts';
import { RealWaker } from './real-waker.ts';
import { Recorder } from './recorder.ts';
import type { Report } from './report.ts';
import { parseToken } from './token.ts';

/** A token that is not one, or that belongs to another program or another version. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError';
}

/** What a replayed schedule did. */
export interface Replayed {
  readonly report: Report;
  readonly output: string;
  readonly errors: string;
  readonly value: unknown;
}

/**
 * Runs the schedule that a token names, with every detail.
 * @throws {ReplayError} when the token cannot be read, or when the program does something else than it did
 */
export async function replay(token: string, program: LoadedProgram | (() => unknown), options: Pick<ExploreOptions, 'export' | 'args' | 'io'> = {}): Promise<Replayed> {
  const parsed = parseToken(token);
  if (!parsed) throw new ReplayError(`\`${token}\` is not a replay token of this version of concurrency-tutor. Copy the whole token, or explore again.`);
  const subject = await subjectOf(program, options);
  const recorder = new Recorder(program instanceof Loaded ? program : undefined);
  using waker = new RealWaker(options.io ?? 'allow');
  const how = { ...parsed, observer: {}, mayWait: waker.mayWait };
  const { result, finding } = await recorder.record(subject, how, token);
  if (result.digest >>> 0 !== parsed.digest) {
    throw new ReplayError('This program does something else than the one the token was made for: it has changed, or it depends on something real. Explore it again.');
  }
  return {
    output: result.output.stdout,
    errors: result.output.stderr,
    value: result.value,
    report: {
      verdict: finding?.kind ?? 'pass',
      schedules: 1,
      findings: finding ? [finding] : [],
      seed: parsed.seed,
      races: 'not checked',
      controlled: !result.touchedReality,
      unfinished: result.unfinished,
      meters: { maxGoroutines: result.maxGoroutines, maxQueued: {}, virtualTime: result.virtualTime },
    },
  };
}
