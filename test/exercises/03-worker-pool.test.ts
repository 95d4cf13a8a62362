import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readCourse } from '../../src/course/load-course.ts';
import { judge } from '../../src/judge/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

// The gate judges our own solutions. A learner may come up with something quite different that is just as right.
test.each(['slots', 'tokens', 'desks'])('the suite accepts a correct pool of another design: %s', { timeout: 120_000 }, async (design) => {
  const { course } = await readCourse(root);
  const exercise = course.exercises.find(({ slug }) => slug === 'worker-pool');
  if (exercise === undefined) throw new Error('the exercise is missing');
  const folder = await mkdtemp(join(tmpdir(), 'worker-pool-'));
  try {
    await copyFile(join(root, 'test/exercises/03-worker-pool', `${design}.ts`), join(folder, 'pool.ts'));
    await copyFile(join(root, 'solutions/03-worker-pool/monitor/demo.ts'), join(folder, 'demo.ts'));
    const { verdict } = await judge({ exercise, folder, seed: 1, schedules: 100 });
    expect(verdict.kind === 'fail' ? verdict.checks.filter(({ status }) => status !== 'pass') : verdict).toMatchObject({ kind: 'pass' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
