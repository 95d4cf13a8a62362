import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { lateReader } from '../../src/course/late.ts';
import { loadCourse } from '../../src/course/load-course.ts';
import type { Course } from '../../src/course/model.ts';
import { prepareCourse } from '../../src/course/prepare.ts';
import { courseFrom, readPrepared } from '../../src/course/prepared.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { smallCourse } from '../support/tutor.ts';

const repository = resolve(import.meta.dirname, '..', '..');

/** A copy of the small course, and beside it what is prepared of it. */
async function preparedCopy() {
  const folder = await temporaryFolder();
  const root = join(folder.path, 'course');
  await cp(smallCourse, root, { recursive: true });
  const file = join(folder.path, 'course.json');
  await writeFile(file, JSON.stringify(await prepareCourse(root)));
  return { ...folder, root, file, read: () => readPrepared(root, file) };
}

/** With every property that is read when it is asked for. */
function whole(course: Course): unknown {
  return JSON.parse(JSON.stringify({ ...course, lessons: course.lessons.map((one) => ({ ...one })), exercises: course.exercises.map((one) => ({ ...one })) }));
}

test.each([['the small course', smallCourse], ['this course', repository]])('what is prepared of %s is what reading it gives, to the last property', async (_, root) => {
  const prepared = JSON.parse(JSON.stringify(await prepareCourse(root))) as NonNullable<Awaited<ReturnType<typeof prepareCourse>>>;
  expect(whole(courseFrom(prepared, root, () => lateReader))).toEqual(whole(await loadCourse(root)));
});

test('nothing of a lesson or a task is read before it is asked for', async () => {
  await using copy = await preparedCopy();
  const prepared = copy.read();
  expect(prepared).toBeDefined();
  const course = prepared && courseFrom(prepared, copy.root, () => { throw new Error('asked for'); });
  expect(course?.exercises.map(({ id, checks }) => [id, checks.length > 0])).toEqual([['exercise-1', true], ['exercise-2', true]]);
  expect(() => course?.lessons[0]?.explanation).toThrow('asked for');
});

test('a course that has changed since is not taken from there', async () => {
  await using copy = await preparedCopy();
  const lesson = join(copy.root, copy.read()?.lessons[0]?.entry.path ?? '', 'lesson.md');
  const text = await readFile(lesson, 'utf8');
  await writeFile(lesson, `${text}\nA last word.\n`);
  expect(copy.read(), 'its text is read afresh in any case').toBeDefined();
  await writeFile(lesson, text.replace(/^title: (.*)$/m, 'title: Another'));
  expect(copy.read()).toBeUndefined();
  await writeFile(lesson, text);
  expect(copy.read()).toBeDefined();
  await writeFile(lesson, text.slice(0, 40));
  expect(copy.read()).toBeUndefined();
});

test.each([
  ['a changed exercise.yaml', async (root: string) => writeFile(join(root, 'exercises/01-adder/exercise.yaml'), `${await readFile(join(root, 'exercises/01-adder/exercise.yaml'), 'utf8')}# more\n`)],
  ['an exercise less', (root: string) => rm(join(root, 'exercises/01-adder'), { recursive: true })],
  ['an exercise more', (root: string) => cp(join(root, 'exercises/01-adder'), join(root, 'exercises/09-more'), { recursive: true })],
])('%s is noticed', async (_, change) => {
  await using copy = await preparedCopy();
  expect(copy.read()).toBeDefined();
  await change(copy.root);
  expect(copy.read()).toBeUndefined();
});

test('what is damaged counts as not there', async () => {
  await using copy = await preparedCopy();
  await writeFile(copy.file, '{"schema":');
  expect(copy.read()).toBeUndefined();
});
