import { relative } from 'node:path';
import { courseRoot, type Course, type Exercise, type Lesson } from '../course/index.ts';
import { answersOf, checkExercise } from './check-exercise.ts';
import { checkProgram, type ProgramBench } from './check-program.ts';
import { courseCoverage, lessonCoverage } from './coverage.ts';
import { itemRunProblems } from './item-runs.ts';
import { openVariants, type Variants } from './item-variants.ts';
import { lessonProblems } from './lesson-rules.ts';
import { recollect, type Known } from './known.ts';
import type { Memory } from './memory.ts';
import { parallel } from './parallel.ts';
import { practiceProblems } from './practice-rules.ts';
import { ProgramRunner } from './program-runner.ts';
import type { CourseCheck, GateEvent, LessonCheck, Tier } from './results.ts';
import { findStatically } from './static-findings.ts';

/** What the tiers cost: the quick one fits into every commit, the full one is run before a release. */
export const tiers: Readonly<Record<Tier, { readonly schedules: number; readonly nativeRuns: number; readonly timeoutMs: number }>> = {
  quick: { schedules: 200, nativeRuns: 1, timeoutMs: 240_000 },
  full: { schedules: 10_000, nativeRuns: 20, timeoutMs: 900_000 },
};

export interface CheckOptions {
  readonly tier: Tier;
  /** Seed of the schedules and of the judge's random input. */
  readonly seed?: number;
  /** The lessons and exercises to check, by id; everything when left out. */
  readonly only?: ReadonlySet<string>;
  /** How long one program may take, in milliseconds. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Takes note of what passes. */
  readonly memory?: Memory;
  /** Whether to run again what the memory knows to pass. @default run */
  readonly known?: 'run' | 'skip';
  onEvent?(event: GateEvent): void;
}

/** Runs everything a course claims about itself. Throws only when the gate itself cannot work, or when `signal` aborts. */
export async function checkCourse(course: Course, options: CheckOptions): Promise<CourseCheck> {
  const started = performance.now();
  const { tier, seed = 1, only, signal } = options;
  const emit = (event: GateEvent): void => { signal?.throwIfAborted(); options.onEvent?.(event); };
  const selected = <T extends { readonly id: string }>(all: readonly T[]): readonly T[] => all.filter((one) => only === undefined || only.has(one.id));
  const lessons = selected<Lesson>(course.lessons);
  const exercises = selected<Exercise>([...course.exercises, ...course.projects]);
  const { schedules, nativeRuns } = tiers[tier];
  const { timeoutMs = tiers[tier].timeoutMs } = options;
  const known = recollect(options, seed);

  emit({ kind: 'phase', text: 'checking types and lint' });
  const programs = lessons.flatMap((lesson) => lesson.programs.filter((program) => !known.program(lesson, program)));
  const statics = await findStatically(course, programs, exercises.filter((exercise) => !answersOf(exercise).every((answer) => known.answer(exercise, answer))));
  await using variants = await openVariants(course.root, lessons.flatMap((lesson) => lesson.items.filter((item) => !known.item(lesson, item))));
  using runner = new ProgramRunner({ timeoutMs });
  const stop = (): void => runner[Symbol.dispose]();
  signal?.addEventListener('abort', stop, { once: true });
  const bench: ProgramBench = { root: course.root, runner, statics, schedules, seed, nativeRuns };

  const lessonChecks: LessonCheck[] = [];
  for (const lesson of lessons) {
    const result = await checkLesson(lesson, { course, bench, known, variants }, emit);
    lessonChecks.push(result);
    emit({ kind: 'lesson', result });
  }
  const exerciseChecks = [];
  const judging = {
    course, statics, seed, known, ...(tier === 'full' ? { schedules, wrongBy: 'every check' as const } : { wrongBy: 'its check' as const }), ...(signal === undefined ? {} : { signal }),
  };
  for (const exercise of exercises) {
    const result = await checkExercise(exercise, judging, (done, total) => emit({ kind: 'program', of: exercise.id, done, total }));
    exerciseChecks.push(result);
    emit({ kind: 'exercise', result });
  }
  signal?.removeEventListener('abort', stop);
  const coverage = courseCoverage(course);
  const scope = only === undefined ? 'all' : 'part';
  return {
    tier, scope, schedules, seed, lessons: lessonChecks, exercises: exerciseChecks, coverage, notes: [...inventoryNotes(course), ...statics.notes],
    passed: [...lessonChecks, ...exerciseChecks].every((check) => check.passed) && (scope === 'part' || coverage.every(({ missing }) => missing.length === 0)),
    durationMs: Math.round(performance.now() - started),
  };
}

async function checkLesson(lesson: Lesson, { course, bench, known, variants }: { course: Course; bench: ProgramBench; known: Known; variants: Variants }, emit: (event: GateEvent) => void): Promise<LessonCheck> {
  const started = performance.now();
  let done = 0;
  const programs = await parallel(lesson.programs, 2, async (program) => {
    const isKnown = known.program(lesson, program);
    const result = isKnown ? { path: program.path, status: 'unchanged' as const, durationMs: 0 } : await checkProgram(program, bench);
    if (isKnown || result.status === 'pass') known.keepProgram(lesson, program);
    emit({ kind: 'program', of: lesson.id, done: ++done, total: lesson.programs.length });
    return result;
  });
  const folder = relative(bench.root, lesson.folder).replaceAll('\\', '/');
  const own = course.root === courseRoot() ? practiceProblems(lesson, `${folder}/items.yaml`) : [];
  const problems = [...lessonProblems(lesson, folder), ...own, ...await itemRunProblems(lesson, `${folder}/items.yaml`, bench, { variants, known })];
  const coverage = lessonCoverage(lesson, course.inventory);
  return {
    id: lesson.id, number: lesson.number, slug: lesson.slug, title: lesson.title, state: lesson.status, programs, problems, coverage,
    passed: programs.every((program) => program.status !== 'fail') && problems.length === 0 && (lesson.status === 'outline' || coverage.missing.length === 0),
    durationMs: Math.round(performance.now() - started),
  };
}

/** Somebody else's course that lists nothing is measured by our list, which will surprise its author. */
function inventoryNotes({ root, inventory }: Course): readonly string[] {
  if (inventory.source === 'course.yaml' || root === courseRoot()) return [];
  return ['This course has no course.yaml, so its coverage is measured by the list of the built-in course.'];
}
