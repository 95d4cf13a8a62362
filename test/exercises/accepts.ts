/** What the gate does not do: it judges our own solutions. A learner may come up with something quite different that is just as right. */
import { copyFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCourse } from '../../src/course/load-course.ts';
import { judge, type CheckResult } from '../../src/judge/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The checks that a design does not pass; `file` is a path in this folder, and replaces the exercise's first file. */
export async function notPassed(slug: string, file: string, schedules = 100): Promise<readonly CheckResult[]> {
  const { course } = await readCourse(root);
  const exercise = course.exercises.find((one) => one.slug === slug);
  if (exercise === undefined) throw new Error(`there is no exercise ${slug}`);
  const folder = await mkdtemp(join(tmpdir(), `${slug}-`));
  try {
    await cp(exercise.solutions[0] ?? '', folder, { recursive: true });
    await copyFile(join(root, 'test/exercises', file), join(folder, exercise.files[0] ?? ''));
    const { verdict } = await judge({ exercise, folder, seed: 1, schedules });
    if (verdict.kind === 'error') throw new Error(verdict.cause.message);
    return verdict.checks.filter(({ status }) => status !== 'pass');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
