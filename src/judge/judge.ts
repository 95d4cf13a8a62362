/** From a folder with a learner's files to a judgement. The verdict is decided here, and nowhere else. */
import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import type { CheckSpec, Exercise, Limits } from '../course/model.ts';
import { TutorError } from '../errors.ts';
import { chosenChecks } from './chosen-checks.ts';
import type { JudgeEvent } from './event.ts';
import type { Box } from './isolation/box.ts';
import { ownProcess } from './isolation/own-process.ts';
import { removeFolder } from './isolation/scratch.ts';
import { strongestBox } from './isolation/strongest.ts';
import { commitmentTo, seedFor } from './random.ts';
import { scratchFolder, type Preparation } from './preparation.ts';
import { ScenarioRunner } from './scenario-runner.ts';
import { suiteHash, suiteOf } from './suite.ts';
import type { Seed } from './seed.ts';
import { runSubmission } from './submission-run.ts';
import type { CheckResult, JudgeFailure, Judgement, Verdict } from './verdict.ts';

export interface JudgeOptions {
  readonly exercise: Exercise;
  /** Folder of the learner's files, named as in `exercise.files`. */
  readonly folder: string;
  /** Where inputs and schedules come from: a number, or 64 hex digits that stay secret. @default a random number */
  readonly seed?: Seed;
  /** Another folder of suites, laid out as `exercises/`: `<suites>/03-worker-pool/suite/`. @default the course's own */
  readonly suites?: string;
  /** In place of the exercise's own. */
  readonly limits?: Partial<Limits>;
  /** `strongest`: in a sandbox, where the platform offers one; the judgement says what held. @default 'isolated' */
  readonly isolation?: 'strongest' | 'isolated';
  /** How many scenarios to run once more in a fresh process, to see whether they tell the same. @default 0 */
  readonly audits?: number;
  /** Schedules per scenario. @default the exercise's limit */
  readonly schedules?: number;
  /**
   * Ids of checks. Only these, those they depend on and the built-in ones are decided; the verdict and the points leave
   * the others out. For authors: such a pass is no pass of the exercise.
   * @default all checks
   */
  readonly only?: readonly string[];
  /** A process that was started beforehand, for this exercise and with its limits. It is used up; in a sandbox it cannot be used. */
  readonly preparation?: Preparation;
  /** Stops the work; `judge` then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: JudgeEvent) => void;
}

/**
 * Judges a learner's work. The learner's code runs in processes of its own, which are gone when this returns. Our own
 * failures are a verdict too (`error`); only an abort makes it reject, or a check in `only` that does not exist.
 */
export async function judge(options: JudgeOptions): Promise<Judgement> {
  const start = performance.now();
  const { exercise, signal } = options;
  signal?.throwIfAborted();
  const { box } = options.isolation === 'strongest' ? await strongestBox() : { box: ownProcess };
  const seed = options.seed ?? randomInt(2 ** 32);
  const checks = chosenChecks(exercise, options.only);
  const [work, suite, version] = await Promise.all([
    carryOut(options, box, checks, seed).catch((error: unknown) => {
      signal?.throwIfAborted();
      return { failure: failure(error) };
    }),
    suiteHash(exercise, suiteOf(exercise, options.suites)).catch(() => ''),
    packageVersion(),
  ]);
  const verdict: Verdict = 'failure' in work ? { kind: 'error', cause: work.failure } : decide(work.checks);
  return {
    exercise: exercise.id, title: exercise.title, verdict,
    score: sum(verdict.kind === 'error' ? [] : verdict.checks.map(({ score }) => score)),
    max: sum(checks.map(({ points }) => points)),
    seed, commitment: commitmentTo(seed), durationMs: performance.now() - start, suite, version, node: process.version, trust: box.trust, ...('failure' in work ? { audited: 0, output: [] } : { audited: work.audited, output: work.output }),
  };
}

/** Only a full list of passes, of the checks asked for, is a pass. */
function decide(checks: readonly CheckResult[]): Verdict {
  if (checks.every(({ status }) => status === 'pass')) return { kind: 'pass', checks };
  const finding = checks.find(({ cause }) => cause?.finding !== undefined)?.cause?.finding;
  return { kind: 'fail', checks, ...(finding === undefined ? {} : { finding }) };
}

/** Sets up what the work needs, and clears it away whatever happens. */
async function carryOut(options: JudgeOptions, box: Box, checks: readonly CheckSpec[], seed: Seed): Promise<Awaited<ReturnType<typeof runSubmission>>> {
  const { exercise, folder, onProgress = () => undefined } = options;
  const limits = { ...exercise.limits, ...options.limits };
  const schedules = options.schedules ?? limits.schedules;
  const over = new AbortController();
  const signal = options.signal === undefined ? over.signal : AbortSignal.any([options.signal, over.signal]);
  const prepared = box === ownProcess ? options.preparation : undefined;
  const { scratch, home } = prepared ?? await scratchFolder(box);
  const runner = new ScenarioRunner({
    limits, schedules, seed: typeof seed === 'number' ? seed : seedFor(seed, 'schedules'), scratch: home, box, signal, ...(prepared === undefined ? {} : { first: prepared.process }),
  });
  try {
    return await runSubmission({ exercise, checks, folder, suite: suiteOf(exercise, options.suites), seed, runner, scratch, audits: options.audits ?? 0, box, signal, onProgress });
  } finally {
    over.abort();
    await runner.stop();
    await removeFolder(scratch);
  }
}

function failure(error: unknown): JudgeFailure {
  if (error instanceof TutorError) return { message: error.message, help: error.nextStep };
  return { message: `The judge failed: ${error instanceof Error ? error.message : String(error)}`, help: 'This is not your program\'s fault. Report it with this message.' };
}

async function packageVersion(): Promise<string> {
  const manifest = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as { readonly version: string };
  return manifest.version;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
