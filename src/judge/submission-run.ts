/** The judge's work on one submission, from its files to the results of all checks. */
import { realpath } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import type { CheckSpec, Exercise } from '../course/model.ts';
import { failed, loads, passed, skipped, types, typesCause } from './built-in-checks.ts';
import { endCause } from './cause.ts';
import { runCheck } from './check.ts';
import { suiteFault } from './collector.ts';
import type { JudgeEvent } from './event.ts';
import { joined, nothingPrinted, type Printed } from './printed.ts';
import { loadProgram, type LoadAnswer } from './program.ts';
import { seedFor } from './random.ts';
import { Rehearsal, type Explore } from './rehearsal.ts';
import type { ScenarioRunner } from './scenario-runner.ts';
import { refusal } from './submission.ts';
import type { Seed } from './seed.ts';
import { loadSuite, type Suite } from './suite.ts';
import { typeProblems } from './type-check.ts';
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
  /** An empty folder of the judge's own. */
  readonly scratch: string;
  readonly signal: AbortSignal;
  readonly onProgress: (event: JudgeEvent) => void;
}

export interface SubmissionResults {
  /** In the order of the verdict: the built-in checks, then the exercise's that are decided. */
  readonly checks: readonly CheckResult[];
  readonly output: Judgement['output'];
}

/** Throws a `JudgeError` when we, not the learner, are at fault. */
export async function runSubmission(run: SubmissionRun): Promise<SubmissionResults> {
  const { exercise, runner, onProgress } = run;
  onProgress({ kind: 'started', checks: [loads, types, ...run.checks].map(({ id, description }) => ({ id, description })) });
  // The process starts while the files are read and bundled.
  runner.warm();
  const start = performance.now();
  const stage = new Rehearsal();
  const folder = await realpath(run.folder).catch(() => run.folder);
  const loading = handledLater(loadProgram(exercise, folder, run.suite));
  const [suite, refused] = await Promise.all([loadSuite(exercise, stage, run.suite), refusal(exercise, folder)]);
  if (refused !== undefined) return notLoaded(run, failed(loads, performance.now() - start, refused), skipped(types, loads));

  const typesDone = handledLater(checkTypes(run, folder));
  const unloadable = await load(run, await loading);
  if (unloadable !== undefined) return notLoaded(run, failed(loads, performance.now() - start, unloadable), await typesDone);

  const loaded = passed(loads, performance.now() - start);
  onProgress({ kind: 'check-finished', result: loaded });
  const { results, printed } = await runChecks(run, suite, stage);
  const typed = await typesDone;
  await runner.stop();
  return { checks: [loaded, typed, ...results], output: streams(joined(printed, runner.printed())) };
}

function notLoaded({ checks, onProgress, runner }: SubmissionRun, loaded: CheckResult, typed: CheckResult): SubmissionResults {
  const rest = checks.map((spec) => skipped(spec, loads));
  for (const result of [loaded, ...(typed.status === 'skipped' ? [typed] : []), ...rest]) onProgress({ kind: 'check-finished', result });
  return { checks: [loaded, typed, ...rest], output: streams(runner.printed()) };
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

async function checkTypes({ exercise, scratch, signal, onProgress }: SubmissionRun, folder: string): Promise<CheckResult> {
  const start = performance.now();
  const [first, ...more] = await typeProblems({ folder, files: exercise.files, scratch, signal });
  const duration = performance.now() - start;
  const result = first === undefined ? passed(types, duration) : failed(types, duration, typesCause([first, ...more]));
  onProgress({ kind: 'check-finished', result });
  return result;
}

/** One check after the other: the first findings come first, and one process serves them all. */
async function runChecks(run: SubmissionRun, suite: Suite, stage: Rehearsal): Promise<{ readonly results: readonly CheckResult[]; readonly printed: Printed }> {
  const { checks, runner, seed, onProgress } = run;
  const explore: Explore = async (scenario, input, clock) => {
    if (!suite.scenarios.has(scenario)) throw suiteFault(`The suite plays "${scenario}", which suite/scenarios.ts does not export.`);
    return clock === 'real' ? runner.perform(scenario, input) : runner.explore(scenario, input);
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
      ? await runCheck({ spec, test, stage, seed: seedFor(seed, spec.id), explore })
      : { result: skipped(spec, blocker), printed: nothingPrinted };
    results.set(spec.id, checked.result);
    first ??= checked.printed;
    if (checked.result.status === 'fail') failing ??= checked.printed;
    onProgress({ kind: 'check-finished', result: checked.result });
  }
  return { results: [...results.values()], printed: failing ?? first ?? nothingPrinted };
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
