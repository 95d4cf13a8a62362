import type { LoadedProgram } from '../../loader/index.ts';
import type { Outcome } from '../../explore/index.ts';
import type { RunDocument } from '../../report/index.ts';
import type { RunOptions } from '../commands/run.ts';
import type { CommandIo } from '../io.ts';
import { emptyRun } from './run-document.ts';

/** Runs a program under many schedules, or under the one a token names. */
export async function exploreFile(io: CommandIo, program: LoadedProgram, { schedules = 200, seed = 1, replay }: RunOptions): Promise<RunDocument> {
  const { exploreProgram } = await import('../../explore/index.ts');
  const chosen = seed === 'random' ? io.randomSeed() : seed;
  const { report, outcomes } = await exploreProgram(program, { schedules, seed: chosen, ...(replay === undefined ? {} : { replay }) });
  const text = outputOf(report.verdict, outcomes);
  return {
    ...emptyRun,
    mode: replay === undefined ? 'explore' : 'replay',
    verdict: report.verdict,
    schedules: report.schedules,
    seed: report.seed,
    races: report.races,
    controlled: report.controlled,
    unfinished: report.unfinished,
    findings: structuredClone(report.findings) as RunDocument['findings'],
    outcomes: outcomes.map((outcome) => ({
      verdict: outcome.verdict, output: outcome.output, unfinished: outcome.unfinished, count: outcome.count, schedule: outcome.schedule, replay: outcome.replay,
    })),
    output: text === '' ? [] : [{ stream: 'stdout', text, truncated: false }],
  };
}

/** What the failing schedule printed, or the first one when none failed. */
function outputOf(verdict: Outcome['verdict'], outcomes: readonly Outcome[]): string {
  const shown = outcomes.filter((outcome) => outcome.verdict === verdict).toSorted((a, b) => a.schedule - b.schedule);
  return shown[0]?.output ?? '';
}
