import { relative } from 'node:path';
import type { Course, Exercise, Lesson } from '../course/index.ts';
import { checkExercise } from './check-exercise.ts';
import { checkProgram, type ProgramBench } from './check-program.ts';
import { courseCoverage, lessonCoverage } from './coverage.ts';
import { itemRunProblems } from './item-runs.ts';
import { openVariants, type Variants } from './item-variants.ts';
import { lessonProblems } from './lesson-rules.ts';
import { parallel } from './parallel.ts';
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

  emit({ kind: 'phase', text: 'checking types and lint' });
  const statics = await findStatically(course, lessons.flatMap((lesson) => lesson.programs), exercises);
  await using variants = await openVariants(course.root, lessons);
  using runner = new ProgramRunner({ timeoutMs });
  const stop = (): void => runner[Symbol.dispose]();
  signal?.addEventListener('abort', stop, { once: true });
  const bench: ProgramBench = { root: course.root, runner, statics, schedules, seed, nativeRuns };

  const lessonChecks: LessonCheck[] = [];
  for (const lesson of lessons) {
    const result = await checkLesson(lesson, bench, variants, emit);
    lessonChecks.push(result);
    emit({ kind: 'lesson', result });
  }
  const exerciseChecks = [];
  const judging = {
    root: course.root, statics, seed, ...(tier === 'full' ? { schedules, wrongBy: 'every check' as const } : { wrongBy: 'its check' as const }), ...(signal === undefined ? {} : { signal }),
  };
  for (const exercise of exercises) {
    const result = await checkExercise(exercise, judging, (done, total) => emit({ kind: 'program', of: exercise.id, done, total }));
    exerciseChecks.push(result);
    emit({ kind: 'exercise', result });
  }
  signal?.removeEventListener('abort', stop);
  return {
    tier, scope: only === undefined ? 'all' : 'part', schedules, seed, lessons: lessonChecks, exercises: exerciseChecks, coverage: courseCoverage(course), notes: statics.notes,
    passed: [...lessonChecks, ...exerciseChecks].every((check) => check.passed),
    durationMs: Math.round(performance.now() - started),
  };
}

async function checkLesson(lesson: Lesson, bench: ProgramBench, variants: Variants, emit: (event: GateEvent) => void): Promise<LessonCheck> {
  const started = performance.now();
  let done = 0;
  const programs = await parallel(lesson.programs, 2, async (program) => {
    const result = await checkProgram(program, bench);
    emit({ kind: 'program', of: lesson.id, done: ++done, total: lesson.programs.length });
    return result;
  });
  const folder = relative(bench.root, lesson.folder).replaceAll('\\', '/');
  const problems = [...lessonProblems(lesson, folder), ...await itemRunProblems(lesson, `${folder}/items.yaml`, bench, variants)];
  const coverage = lessonCoverage(lesson);
  return {
    id: lesson.id, number: lesson.number, slug: lesson.slug, title: lesson.title, state: lesson.status, programs, problems, coverage,
    passed: programs.every((program) => program.status !== 'fail') && problems.length === 0 && (lesson.status === 'outline' || coverage.missing.length === 0),
    durationMs: Math.round(performance.now() - started),
  };
}
