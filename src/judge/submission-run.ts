/** The judge's work on one submission, from its files to the results of all checks. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { CheckSpec, Exercise } from '../course/model.ts';
import { audit, contradictedResult, type Asked } from './audit.ts';
import { failed, loads, passed, skipped, types, typesCause } from './built-in-checks.ts';
import { endCause } from './cause.ts';
import { runCheck } from './check.ts';
import { suiteFault } from './collector.ts';
import type { JudgeEvent } from './event.ts';
import type { Box } from './isolation/box.ts';
import { joined, nothingPrinted, type Printed } from './printed.ts';
import { loadProgram, type LoadAnswer } from './program.ts';
import { seedFor } from './random.ts';
import { Rehearsal, type Explore } from './rehearsal.ts';
import type { ScenarioRunner } from './scenario-runner.ts';
import { stage as stageFiles } from './staging.ts';
import { brokenSource, missingFile } from './submission.ts';
import type { Seed } from './seed.ts';
import { loadSuite, type Suite } from './suite.ts';
import { typeProblems } from './type-check.ts';
import { encode } from './wire.ts';
import type { Cause, CheckResult, Judgement } from './verdict.ts';

export interface SubmissionRun {
  readonly exercise: Exercise;
  /** The exercise's checks that are decided, in its order; none without the one it depends on. */
  readonly checks: readonly CheckSpec[];
  readonly folder: string;
  /** The folder of the suite. */
  readonly suite: string;
  readonly seed: Seed;
  readonly runner: ScenarioRunner;
  /** How many histories to run once more. */
  readonly audits: number;
  /** An empty folder of the judge's own. */
  readonly scratch: string;
  readonly box: Box;
  readonly signal: AbortSignal;
  readonly onProgress: (event: JudgeEvent) => void;
}

export interface SubmissionResults {
  /** In the order of the verdict: the built-in checks, then the exercise's that are decided. */
  readonly checks: readonly CheckResult[];
  readonly output: Judgement['output'];
  readonly audited: number;
}

/** Throws a `JudgeError` when we, not the learner, are at fault. */
export async function runSubmission(run: SubmissionRun): Promise<SubmissionResults> {
  const { exercise, runner, onProgress } = run;
  onProgress({ kind: 'started', checks: [loads, types, ...run.checks].map(({ id, description }) => ({ id, description })) });
  // The process starts while the files are read and bundled.
  runner.warm();
  const start = performance.now();
  const stage = new Rehearsal();
  const suiteReady = handledLater(loadSuite(exercise, stage, run.suite));
  const folder = join(run.scratch, 'submission');
  const missing = await missingFile(exercise.files, run.folder) ?? await copySubmission(run, folder);
  const loading = handledLater(missing === undefined ? loadProgram(exercise, folder, run.suite) : Promise.resolve({ kind: 'refused', cause: missing } as const));
  const [suite, refused] = await Promise.all([suiteReady, missing ?? brokenSource(exercise, folder)]);
  if (refused !== undefined) return notLoaded(run, failed(loads, performance.now() - start, refused), skipped(types, loads));

  const typesDone = handledLater(checkTypes(run, folder));
  const unloadable = await load(run, await loading);
  if (unloadable !== undefined) return notLoaded(run, failed(loads, performance.now() - start, unloadable), await typesDone);

  const loaded = passed(loads, performance.now() - start);
  onProgress({ kind: 'check-finished', result: loaded });
  const { results, printed, asked } = await runChecks(run, suite, stage);
  // What a process printed by itself is known when it has ended.
  await runner.stop();
  const output = streams(joined(printed, runner.printed()));
  const { audited, contradicted } = await audit({ runner, count: run.audits, seed: seedFor(run.seed, 'audit'), asked });
  const typed = await typesDone;
  await runner.stop();
  const audits = results.map((result) => (contradicted.has(result.id) && result.status === 'pass' ? contradictedResult(result) : result));
  return { checks: [loaded, typed, ...audits], output, audited };
}

function notLoaded({ checks, onProgress, runner }: SubmissionRun, loaded: CheckResult, typed: CheckResult): SubmissionResults {
  const rest = checks.map((spec) => skipped(spec, loads));
  for (const result of [loaded, ...(typed.status === 'skipped' ? [typed] : []), ...rest]) onProgress({ kind: 'check-finished', result });
  return { checks: [loaded, typed, ...rest], output: streams(runner.printed()), audited: 0 };
}

/** A file may be gone, or another one, since it was looked at. */
async function copySubmission({ exercise, folder: from, box: { owner } }: SubmissionRun, to: string): Promise<Cause | undefined> {
  await mkdir(to);
  await stageFiles({ from, to, first: exercise.files, ...(owner === undefined ? {} : { owner }) });
  return missingFile(exercise.files, to);
}

/** The same promise, which is awaited later: until then its failure must not count as unhandled. */
function handledLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** Has the program evaluated in its process. Gives what went wrong, if anything. */
async function load({ runner }: SubmissionRun, answer: LoadAnswer): Promise<Cause | undefined> {
  if (answer.kind === 'refused') return answer.cause;
  const end = await runner.load(answer.program.toJSON());
  return end === undefined ? undefined : endCause(end);
}

async function checkTypes({ exercise, scratch, box, signal, onProgress }: SubmissionRun, folder: string): Promise<CheckResult> {
  const start = performance.now();
  const [first, ...more] = await typeProblems({ folder, files: exercise.files, scratch, box, signal });
  const duration = performance.now() - start;
  const result = first === undefined ? passed(types, duration) : failed(types, duration, typesCause([first, ...more]));
  onProgress({ kind: 'check-finished', result });
  return result;
}

/** One check after the other: the first findings come first, and one process serves them all. */
async function runChecks(run: SubmissionRun, suite: Suite, stage: Rehearsal): Promise<{ readonly results: readonly CheckResult[]; readonly printed: Printed; readonly asked: readonly Asked[] }> {
  const { checks, runner, seed, onProgress } = run;
  const asked: Asked[] = [];
  const exploreFor = (check: string): Explore => async (scenario, input, clock) => {
    if (!suite.scenarios.has(scenario)) throw suiteFault(`The suite plays "${scenario}", which suite/scenarios.ts does not export.`);
    if (clock !== 'virtual') return runner.perform(scenario, input, clock);
    asked.push({ check, scenario, input: encode(input) });
    return runner.explore(scenario, input);
  };
  const results = new Map<string, CheckResult>();
  let first: Printed | undefined;
  let failing: Printed | undefined;
  for (const spec of checks) {
    const blocker = blockerOf(spec, checks, results);
    if (blocker === undefined) onProgress({ kind: 'check-started', id: spec.id });
    const test = suite.tests.get(spec.id);
    if (test === undefined) throw suiteFault(`The check "${spec.id}" has no test.`);
    const checked = blocker === undefined
      ? await runCheck({ spec, test, stage, seed: seedFor(seed, spec.id), explore: exploreFor(spec.id) })
      : { result: skipped(spec, blocker), printed: nothingPrinted };
    results.set(spec.id, checked.result);
    first ??= checked.printed;
    if (checked.result.status === 'fail') failing ??= checked.printed;
    onProgress({ kind: 'check-finished', result: checked.result });
  }
  return { results: [...results.values()], printed: failing ?? first ?? nothingPrinted, asked };
}

/** The check this one depends on, if that has not passed. */
function blockerOf(spec: CheckSpec, checks: readonly CheckSpec[], results: ReadonlyMap<string, CheckResult>): CheckSpec | undefined {
  if (spec.dependsOn === undefined) return undefined;
  const other = results.get(spec.dependsOn);
  if (other === undefined) throw suiteFault(`The check "${spec.id}" depends on "${spec.dependsOn}", which does not come before it.`);
  return other.status === 'pass' ? undefined : checks.find(({ id }) => id === spec.dependsOn);
}

/** The streams that said something. */
function streams({ stdout, stderr, truncated }: Printed): Judgement['output'] {
  const both = [{ stream: 'stdout' as const, text: stdout, truncated }, { stream: 'stderr' as const, text: stderr, truncated }];
  return both.filter(({ text }) => text !== '');
}
