/** A program under many schedules, or under the one that a token names, in the thread that calls. */
import { exploreProgram, replayProgram, type Outcome, type Report, type Trace } from '../../explore/index.ts';
import { LoadedProgram } from '../../loader/index.ts';
import { findingSchema, type RunDocument } from '../../report/index.ts';
import type { Explored, ExploreRequest } from './explore-apart.ts';
import { emptyRun } from './run-document.ts';

type Output = Pick<Outcome, 'output' | 'errors' | 'truncated'>;

export async function exploreHere({ program: data, how, story: wish }: ExploreRequest): Promise<Explored> {
  const program = LoadedProgram.from(data);
  return how.kind === 'replay' ? replayHere(program, how.token) : explored(program, how.options, wish);
}

/** @throws {ReplayError} */
export async function replayHere(program: LoadedProgram, token: string): Promise<Explored> {
  const { report, output, errors, story } = await replayProgram(token, program);
  const document = { ...documentOf(report, 'replay'), output: printedBy({ output, errors, truncated: false }) };
  return { document, shown: { story, replay: token } };
}

async function explored(program: LoadedProgram, options: Extract<ExploreRequest['how'], { readonly kind: 'explore' }>['options'], wish: ExploreRequest['story']): Promise<Explored> {
  const { report, outcomes } = await exploreProgram(program, options);
  const shown = shownOutcome(report.verdict, outcomes);
  const document = {
    ...documentOf(report, 'explore'),
    outcomes: outcomes.map(({ verdict, output, errors, unfinished, count, schedule, replay: token }) => ({ verdict, output, errors, unfinished, count, schedule, replay: token })),
    output: printedBy(shown),
  };
  const story = wish === 'wanted' && shown ? await storyOf(program, shown) : undefined;
  return { document, ...(story ? { shown: { story, replay: shown?.replay ?? '' } } : {}) };
}

/** A finding tells it; of a schedule in which nothing is wrong, it takes another run. */
async function storyOf(program: LoadedProgram, { findings: [finding], replay }: Outcome): Promise<Trace | undefined> {
  if (finding) return { trace: finding.trace, cast: finding.cast ?? [], resources: finding.resources ?? [] };
  return replay === '' ? undefined : (await replayProgram(replay, program)).story;
}

function documentOf(report: Report, mode: RunDocument['mode']): RunDocument {
  const { verdict, schedules, seed, races, controlled, unfinished, meters, findings, coverage, nondeterministic } = report;
  return { ...emptyRun, mode, verdict, schedules, seed, races, controlled, unfinished, meters: { ...meters, maxQueued: { ...meters.maxQueued } }, findings: findings.map((finding) => findingSchema.parse(finding)), ...(nondeterministic === undefined ? {} : { nondeterministic }), ...(coverage ? { coverage: { ...coverage } } : {}) };
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
