/** A program under many schedules, or under the one that a token names, in the thread that calls. */
import { exploreProgram, replayProgram, type Outcome, type Report } from '../../explore/index.ts';
import { LoadedProgram } from '../../loader/index.ts';
import { findingSchema, type RunDocument } from '../../report/index.ts';
import type { ExploreRequest } from './explore-apart.ts';
import { emptyRun } from './run-document.ts';

type Output = Pick<Outcome, 'output' | 'errors' | 'truncated'>;

export async function exploreHere({ program: data, how }: ExploreRequest): Promise<RunDocument> {
  const program = LoadedProgram.from(data);
  if (how.kind === 'replay') {
    const { report, output, errors } = await replayProgram(how.token, program);
    return { ...documentOf(report, 'replay'), output: printedBy({ output, errors, truncated: false }) };
  }
  const { report, outcomes } = await exploreProgram(program, how.options);
  return {
    ...documentOf(report, 'explore'),
    outcomes: outcomes.map(({ verdict, output, errors, unfinished, count, schedule, replay: token }) => ({ verdict, output, errors, unfinished, count, schedule, replay: token })),
    output: printedBy(shownOutcome(report.verdict, outcomes)),
  };
}

function documentOf(report: Report, mode: RunDocument['mode']): RunDocument {
  const { verdict, schedules, seed, races, controlled, unfinished, meters, findings } = report;
  return { ...emptyRun, mode, verdict, schedules, seed, races, controlled, unfinished, meters: { ...meters, maxQueued: { ...meters.maxQueued } }, findings: findings.map((finding) => findingSchema.parse(finding)) };
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
