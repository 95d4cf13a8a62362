import { cp, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Course, Exercise, WrongAnswer } from '../course/index.ts';
import { judge } from '../judge/index.ts';
import type { CauseKind, CheckResult, Judgement } from '../judge/verdict.ts';
import { exerciseCoverage } from './coverage.ts';
import type { Known } from './known.ts';
import { parallel } from './parallel.ts';
import type { Answer, AnswerResult, ExerciseCheck, GateProblem } from './results.ts';
import type { StaticFindings } from './static-findings.ts';

export interface ExerciseBench {
  readonly course: Course;
  readonly known: Known;
  readonly statics: StaticFindings;
  readonly seed: number;
  /** How many schedules solutions are judged under, when not under the exercise's own number. */
  readonly schedules?: number;
  /** What wrong answers are judged by: every check, or only the one that is meant to catch each. */
  readonly wrongBy: 'every check' | 'its check';
  readonly signal?: AbortSignal;
}

/** A starter that fails for one of these reasons is broken, not unfinished. */
const brokenCauses: ReadonlySet<CauseKind> = new Set<CauseKind>(['missing-file', 'missing-export', 'syntax-error', 'type-error', 'load-error', 'internal']);

/** The starter compiles and fails, every solution passes, every wrong answer is caught by the check that is meant to catch it. */
export async function checkExercise(exercise: Exercise, bench: ExerciseBench, onAnswer: (done: number, total: number) => void): Promise<ExerciseCheck> {
  const started = performance.now();
  const all = answersOf(exercise);
  const problems = staticProblems(exercise, bench);
  let done = 0;
  const answers = await parallel(all, 2, async (answer) => {
    const result = await checkAnswer(exercise, answer, bench);
    // What the type checker or the linter refuses would be forgotten if the answers were remembered.
    if (problems.length === 0 && (result.status === 'pass' || result.status === 'unchanged')) bench.known.keepAnswer(exercise, answer);
    onAnswer(++done, all.length);
    return result;
  });
  const coverage = exerciseCoverage(exercise, bench.course.inventory);
  return {
    id: exercise.id, number: exercise.number, slug: exercise.slug, title: exercise.title, answers, problems, coverage,
    passed: answers.every((answer) => answer.status === 'pass' || answer.status === 'unchanged') && problems.length === 0 && coverage.missing.length === 0,
    durationMs: Math.round(performance.now() - started),
  };
}

/** Everything of an exercise that is judged. */
export function answersOf(exercise: Exercise): readonly Answer[] {
  return [
    { kind: 'starter', path: join(exercise.folder, 'starter') },
    ...exercise.solutions.map((path) => ({ kind: 'solution' as const, path })),
    ...exercise.wrong.map(({ path }) => ({ kind: 'wrong' as const, path: join(exercise.folder, path) })),
  ];
}

async function checkAnswer(exercise: Exercise, answer: Answer, bench: ExerciseBench): Promise<AnswerResult> {
  const { kind, path } = answer;
  if (bench.known.answer(exercise, answer)) return { kind, path: relativePath(bench.course.root, path), status: 'unchanged', durationMs: 0 };
  return judgeAnswer(exercise, answer, bench);
}

function judgeAnswer(exercise: Exercise, { kind, path }: Answer, bench: ExerciseBench): Promise<AnswerResult> {
  switch (kind) {
    case 'starter': return checkStarter(exercise, bench);
    case 'solution': return checkSolution(exercise, path, bench);
    case 'wrong': return checkWrong(exercise, wrongAt(exercise, path), bench);
  }
}

function wrongAt(exercise: Exercise, path: string): WrongAnswer {
  const wrong = exercise.wrong.find((one) => join(exercise.folder, one.path) === path);
  if (wrong === undefined) throw new Error(`The exercise has no wrong answer ${path}.`);
  return wrong;
}

async function checkStarter(exercise: Exercise, bench: ExerciseBench): Promise<AnswerResult> {
  return assess('starter', { exercise, folder: join(exercise.folder, 'starter') }, bench, (judgement) => {
    if (judgement.verdict.kind === 'error') return judgeFailed(judgement);
    if (judgement.verdict.kind === 'pass') return 'expected: the starter fails\nhappened: it passes every check';
    const broken = judgement.verdict.checks.find((check) => check.cause !== undefined && brokenCauses.has(check.cause.kind));
    return broken && `expected: the starter compiles and runs, and fails a check\nhappened: ${describe(broken)}`;
  });
}

async function checkSolution(exercise: Exercise, folder: string, bench: ExerciseBench): Promise<AnswerResult> {
  return assess('solution', underSchedules({ exercise, folder }, bench.schedules), bench, (judgement) => {
    if (judgement.verdict.kind === 'error') return judgeFailed(judgement);
    if (judgement.verdict.kind === 'pass') return undefined;
    return `expected: every check passes\n${judgement.verdict.checks.filter((check) => check.status !== 'pass').map((check) => `happened: ${describe(check)}`).join('\n')}`;
  });
}

async function checkWrong(exercise: Exercise, wrong: WrongAnswer, bench: ExerciseBench): Promise<AnswerResult> {
  const folder = await mkdtemp(join(tmpdir(), 'wrong-answer-'));
  try {
    await assemble(exercise, wrong, folder);
    const assessed = (work: Work): Promise<AnswerResult> => assess('wrong', work, bench, (judgement) => wrongFailure(wrong, judgement));
    const everything = { exercise, folder };
    const first = await assessed(bench.wrongBy === 'its check' ? { ...everything, only: [wrong.caughtBy] } : everything);
    // What the other checks say of it shows the author where it went.
    const result = first.status === 'fail' && bench.wrongBy === 'its check' ? await assessed(everything) : first;
    return { ...result, path: relativePath(bench.course.root, join(exercise.folder, wrong.path)) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function wrongFailure(wrong: WrongAnswer, judgement: Judgement): string | undefined {
  const { verdict } = judgement;
  if (verdict.kind === 'error') return judgeFailed(judgement);
  const expected = `expected: the check ${wrong.caughtBy} fails, because the answer ${wrong.mistake}`;
  if (verdict.kind === 'pass') return `${expected}\nhappened: every check passes`;
  const check = verdict.checks.find((one) => one.id === wrong.caughtBy);
  if (check?.status !== 'fail') {
    const others = verdict.checks.filter((one) => one.status === 'fail');
    return `${expected}\nhappened: it is ${check?.status ?? 'missing'}${others.map((one) => `\nhappened: ${describe(one)}`).join('')}`;
  }
  if (wrong.says === undefined || words(check).includes(wrong.says)) return undefined;
  return `${expected}, with a message that says “${wrong.says}”\nhappened: ${describe(check)}`;
}

/** A folder replaces the whole of `starter/`, a file its first file. */
async function assemble(exercise: Exercise, wrong: WrongAnswer, folder: string): Promise<void> {
  const source = join(exercise.folder, wrong.path);
  if ((await stat(source)).isDirectory()) {
    await cp(source, folder, { recursive: true });
    return;
  }
  await cp(join(exercise.folder, 'starter'), folder, { recursive: true });
  await cp(source, join(folder, exercise.files[0] ?? ''));
}

/** Somebody's work, real or made for the gate. */
interface Work {
  readonly exercise: Exercise;
  readonly folder: string;
  readonly schedules?: number;
  /** The checks that are decided. @default all */
  readonly only?: readonly string[];
}

/** The same work under more schedules, with more time for them. */
function underSchedules({ exercise, folder }: Work, schedules: number | undefined): Work {
  if (schedules === undefined) return { exercise, folder };
  const { limits } = exercise;
  const seconds = limits.seconds * Math.max(1, schedules / limits.schedules);
  return { exercise: { ...exercise, limits: { ...limits, seconds } }, folder, schedules };
}

async function assess(kind: AnswerResult['kind'], work: Work, { course: { root }, seed, signal }: ExerciseBench, failure: (judgement: Judgement) => string | undefined): Promise<AnswerResult> {
  const started = performance.now();
  const path = relativePath(root, work.folder);
  const message = failure(await judge({ ...work, seed, ...(signal === undefined ? {} : { signal }) }));
  const durationMs = Math.round(performance.now() - started);
  return message === undefined ? { kind, path, status: 'pass', durationMs } : { kind, path, status: 'fail', message, durationMs };
}

function judgeFailed({ verdict }: Judgement): string {
  return `expected: a verdict\nhappened: the judge could not give one: ${verdict.kind === 'error' ? `${verdict.cause.message} ${verdict.cause.help}` : ''}`;
}

function describe(check: CheckResult): string {
  return `${check.id} is ${check.status}${check.cause === undefined ? '' : ` (${check.cause.kind}): ${words(check)}`}`;
}

/** Everything the learner reads about a check that did not pass. */
function words({ cause }: CheckResult): string {
  if (cause === undefined) return '';
  const { rationale, expected, actual, help, finding } = cause;
  return [rationale, expected, actual, finding?.message, help].filter((part) => part !== undefined && part !== '').join(' ');
}

function staticProblems(exercise: Exercise, { course: { root }, statics }: ExerciseBench): readonly GateProblem[] {
  const own = [relativePath(root, exercise.folder), ...exercise.solutions.map((folder) => relativePath(root, folder))];
  return own.flatMap((folder) => statics.below(folder));
}

function relativePath(root: string, path: string): string {
  return relative(root, path).replaceAll('\\', '/');
}
