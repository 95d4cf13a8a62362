import { cp, mkdtemp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../support/built.ts';
import { tutor, type Ended } from '../support/tutor.ts';

beforeAll(ensureBuilt, 120_000);

const patience = 240_000;
const example = fileURLToPath(new URL('../../examples/course', import.meta.url));

interface Place extends AsyncDisposable {
  readonly home: string;
  /** A copy of the example course, to change. */
  readonly course: string;
  run(...args: string[]): Promise<Ended>;
  edit(path: string, from: string, to: string): Promise<void>;
}

/** A folder of its own with a copy of the example course; the environment names no course. */
async function place(): Promise<Place> {
  const home = await mkdtemp(join(tmpdir(), 'own-course-'));
  const course = join(home, 'signals');
  await cp(example, course, { recursive: true });
  return {
    home,
    course,
    run: (...args) => tutor(args, { cwd: home, env: { CONCURRENCY_TUTOR_COURSE: '', HOME: process.env['HOME'] ?? home } }),
    async edit(path, from, to) {
      const text = await readFile(join(course, path), 'utf8');
      if (!text.includes(from)) throw new Error(`${path} does not contain ${from}`);
      await writeFile(join(course, path), text.replace(from, to));
    },
    [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
  };
}

test('--course shows another course, and its progress is not that of the built-in one', async () => {
  await using here = await place();
  const list = await here.run('--course', 'signals', 'list');
  expect(list).toMatchObject({ code: 0, stderr: '' });
  expect(list.stdout).toContain('Done signals (done-signals)');
  expect(list.stdout).not.toContain('Goroutines');

  const lesson = await here.run('--course', 'signals', 'lesson', '1', '--plain');
  expect(lesson.stdout).toContain('One send wakes one receiver. One close wakes them all');
  expect((await here.run('--course', 'signals', 'list')).stdout).toMatch(/begun|started|read/);
  expect((await here.run('list')).stdout).toMatch(/new +1 {2}Goroutines/);
  expect((await here.run('--course', 'signals', 'search', 'latecomers', 'listeners')).stdout).toContain('One send for many listeners');
}, patience);

test('a course may be an installed package', async () => {
  await using here = await place();
  await mkdir(join(here.home, 'node_modules', '@school'), { recursive: true });
  await symlink(here.course, join(here.home, 'node_modules', '@school', 'signals'), 'junction');
  expect((await here.run('--course', '@school/signals', 'list')).stdout).toContain('Done signals');
});

test('a course that is nowhere: exit code 3, and what to give instead', async () => {
  await using here = await place();
  const { code, stderr } = await here.run('--course', 'singals', 'list');
  expect({ code, stderr }).toEqual({ code: 3, stderr: `There is no course singals: no such folder in ${here.home}, and no installed package.\nGive --course a folder that holds lessons/ and exercises/, or the name of a package that is installed here.\n` });
});

test('the example course passes its gate; --changed then runs only what is different', async () => {
  await using here = await place();
  const check = (...more: string[]): Promise<Ended> => here.run('--course', 'signals', 'course', 'check', ...more);
  const first = await check();
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('Coverage of the whole course: 7 of 7 ids');

  expect((await check('--changed')).stdout).toMatch(/3 programs, 3 unchanged[^]*1 wrong answer, 3 unchanged/);

  await here.edit('lessons/01-done-signals/snippet.ts', "'all are back'", "'all are gone'");
  const broken = await check('--changed');
  expect(broken.code).toBe(1);
  expect(broken.stdout).toMatch(/3 programs, 2 unchanged[^]*all are back[^]*1 wrong answer, 3 unchanged/);
  // What fails is not taken for known the next time.
  expect((await check('--changed')).code).toBe(1);

  await here.edit('lessons/01-done-signals/snippet.ts', "'all are gone'", "'all are back'");
  await here.edit('course.yaml', 'ids: [1.U1, 1.U2]', 'ids: [1.U1, 1.U2, 1.U3]');
  const uncovered = await check('--changed');
  expect(uncovered.code).toBe(1);
  expect(uncovered.stdout).toContain('Nothing covers 1 id: 1.U3.');
}, patience);

test('--coverage says of each id where it is covered, and fails while one is not', async () => {
  await using here = await place();
  const coverage = (): Promise<Ended> => here.run('--course', 'signals', 'course', 'check', '--coverage');
  const whole = await coverage();
  expect(whole.code).toBe(0);
  expect(whole.stdout).toMatch(/✓ 1\.E1 +lesson-1\n[^]*✓ T2 +exercise-1, exercise-1\/everybody\n[^]*7 of 7 ids are covered\./);

  await here.edit('course.yaml', 'covers:\n', 'covers:\n  - { group: goal, ids: [G1] }\n');
  const partly = await coverage();
  expect(partly.code).toBe(1);
  expect(partly.stdout).toMatch(/goal\n {2}✗ G1 +nothing covers it\n[^]*7 of 8 ids are covered\./);
});
