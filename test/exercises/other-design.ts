import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCourse } from '../../src/course/load-course.ts';
import { judge } from '../../src/judge/index.ts';
import type { CheckResult, Verdict } from '../../src/judge/verdict.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Judges an answer that is not one of our solutions. The gate judges those; a learner may come up with something quite different that is
 * just as right.
 * @param files where each file of the answer is found, relative to the root of the course
 * @returns what did not pass, or the verdict
 */
export async function judgeDesign(slug: string, files: Readonly<Record<string, string>>): Promise<Verdict | readonly CheckResult[]> {
  const { course } = await readCourse(root);
  const exercise = [...course.exercises, ...course.projects].find((one) => one.slug === slug);
  if (exercise === undefined) throw new Error(`there is no exercise ${slug}`);
  const folder = await mkdtemp(join(tmpdir(), 'other-design-'));
  try {
    for (const [name, path] of Object.entries(files)) await cp(join(root, path), join(folder, name));
    const { verdict } = await judge({ exercise, folder, seed: 1, schedules: 20 });
    return verdict.kind === 'fail' ? verdict.checks.filter(({ status }) => status !== 'pass') : verdict;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
