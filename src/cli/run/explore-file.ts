/** A program under many schedules, or under the one that a token names. */
import { UsageError } from '../../errors.ts';
import type { Finding, Outcome, Report } from '../../explore/index.ts';
import type { LoadedProgram } from '../../loader/index.ts';
import type { RunDocument } from '../../report/index.ts';
import type { RunOptions } from '../commands/run.ts';
import type { CommandIo } from '../io.ts';
import { emptyRun } from './run-document.ts';

type Output = Pick<Outcome, 'output' | 'errors' | 'truncated'>;

export async function exploreFile(io: CommandIo, program: LoadedProgram, { schedules = 200, seed = 1, strategy, replay }: RunOptions): Promise<RunDocument> {
  if (replay !== undefined) return replayFile(program, replay);
  const { exploreProgram } = await import('../../explore/index.ts');
  const { report, outcomes } = await exploreProgram(program, {
    schedules, seed: seed === 'random' ? io.randomSeed() : seed, ...(strategy === undefined ? {} : { strategy }),
  });
  return {
    ...documentOf(report, 'explore'),
    outcomes: outcomes.map(({ verdict, output, errors, unfinished, count, schedule, replay: token }) => ({ verdict, output, errors, unfinished, count, schedule, replay: token })),
    output: printedBy(shownOutcome(report.verdict, outcomes)),
  };
}

async function replayFile(program: LoadedProgram, token: string): Promise<RunDocument> {
  const { replay, ReplayError } = await import('../../explore/replay.ts');
  try {
    const { report, output, errors } = await replay(token, program);
    return { ...documentOf(report, 'replay'), output: printedBy({ output, errors, truncated: false }) };
  } catch (error) {
    if (!(error instanceof ReplayError)) throw error;
    throw new UsageError('cannot-replay', error.message, 'Run the program with --schedules to get a token that fits it.', { cause: error });
  }
}

function documentOf(report: Report, mode: RunDocument['mode']): RunDocument {
  const { verdict, schedules, seed, races, controlled, unfinished, findings } = report;
  return { ...emptyRun, mode, verdict, schedules, seed, races, controlled, unfinished, findings: findings.map(plainFinding) };
}

/** Copied field by field: the document promises these and no others. */
function plainFinding({ kind, detail, message, goroutines, topic, replay, trace }: Finding): RunDocument['findings'][number] {
  return {
    kind, message, replay, ...(detail === undefined ? {} : { detail }), ...(topic === undefined ? {} : { topic }),
    goroutines: goroutines.map((one) => ({ ...one })), trace: trace.map((event) => ({ ...event })),
  };
}

/** The failing schedule, or the first one when none failed. */
function shownOutcome(verdict: Outcome['verdict'], outcomes: readonly Outcome[]): Outcome | undefined {
  return outcomes.filter((outcome) => outcome.verdict === verdict).toSorted((a, b) => a.schedule - b.schedule)[0];
}

function printedBy(outcome: Output | undefined): RunDocument['output'] {
  if (outcome === undefined) return [];
  const { output, errors, truncated } = outcome;
  const streams = [{ stream: 'stdout' as const, text: output, truncated }, { stream: 'stderr' as const, text: errors, truncated }];
  return streams.filter(({ text }) => text !== '');
}
