import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { courseCheckDocumentSchema } from '../../src/authoring/index.ts';
import { ensureBuilt } from '../support/built.ts';
import { copyCourse, fixtureCourse } from '../support/course-copy.ts';
import { tutor, type Ended, type TutorOptions } from '../support/tutor.ts';

beforeAll(ensureBuilt, 120_000);

const patience = 120_000;

// HOME stays what it is: Go keeps its cache there.
function courseCheck(root: string, args: readonly string[], options: Partial<TutorOptions> = {}): Promise<Ended> {
  return tutor(['course', 'check', ...args], { cwd: root, ...options, env: { CONCURRENCY_TUTOR_COURSE: root, CONCURRENCY_TUTOR_HOME: join(tmpdir(), 'authors-home'), HOME: process.env['HOME'] ?? root } });
}

test('a sound course: one line for each part, the coverage, exit code 0', async () => {
  const { code, stdout, stderr } = await courseCheck(fixtureCourse, []);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^✓ lesson-1 {4}goroutines \(complete: 19 programs/);
  expect(stdout).toMatch(/\n✓ lesson-2 {4}wait-groups \(outline: 1 program, /);
  expect(stdout).toMatch(/\n✓ exercise-1 {2}adder \(starter, 1 solution, 1 wrong answer, /);
  expect(stdout).toContain('\n  lesson-1             64 ids, nothing missing\n');
  expect(stdout).toMatch(/\nCoverage of the whole course: 61 of 61 ids\n {2}explanation {10}5 of 5/);
  expect(stdout).toMatch(/\nEverything holds: 2 lessons, 1 exercise, 200 schedules a program, [\d.]+ s\.\n$/);
}, patience);

test('a course fails as a whole while an id of its list is covered nowhere', async () => {
  await using course = await copyCourse();
  await course.edit('course.yaml', 'ids: [F1]', 'ids: [F1, F2]');
  await course.remove('lessons/01-goroutines/pitfalls/5-many-alive.ts');
  await course.remove('lessons');
  await course.copy('exercises', 'lessons');
  await course.remove('lessons');
}, patience);

test('--json is one document, whatever the outcome', async () => {
  await using course = await copyCourse();
  await course.edit('lessons/02-wait-groups/snippet.ts', '// | got 1', '// | got 2');
  const { code, stdout, stderr } = await courseCheck(course.root, ['lesson-2', '--json']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  const document: unknown = JSON.parse(stdout);
  expect(courseCheckDocumentSchema.parse(document)).toEqual(document);
  expect(document).toMatchObject({
    schema: 'concurrency-tutor/course-check/v1', exitCode: 1, passed: false, scope: 'part',
    lessons: [{ id: 'lesson-2', passed: false, programs: [{ status: 'fail' }], coverage: { covered: ['2.E1', '2.P1'] } }],
    exercises: [],
  });
}, patience);

test('what does not hold is shown with its file, what was expected and what happened: exit code 1', async () => {
  await using course = await copyCourse();
  await course.edit('lessons/02-wait-groups/snippet.ts', '// | got 1', '// | got 2');
  const { code, stdout } = await courseCheck(course.root, ['wait-groups']);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^✗ lesson-2/);
  expect(stdout).toContain('\n    lessons/02-wait-groups/snippet.ts\n      expected: the output\n        | got 2\n      happened: the output (200 of 200 schedules');
  expect(stdout).toContain('1 of 1 do not hold: lesson-2.\n');
}, patience);

test('a course that cannot be read: every problem at its place, exit code 3', async () => {
  await using course = await copyCourse();
  await course.edit('lessons/01-goroutines/lesson.md', '1.E1', '1.E9');
  await course.edit('lessons/02-wait-groups/lesson.md', 'minutes: 5', 'minutes: soon');
  const { code, stdout, stderr } = await courseCheck(course.root, []);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toBe([
    'The course has 2 problems.',
    '  lessons/01-goroutines/lesson.md:12:31: There is no inventory id `1.E9`; correct it, or list it in course.yaml.',
    '  lessons/02-wait-groups/lesson.md:4:10: `minutes` must be a number.',
    'Mend the places listed, then run `concurrency-tutor course check`.', '',
  ].join('\n'));
});

test('a problem in one lesson is not in the way of another', async () => {
  await using course = await copyCourse();
  await course.edit('lessons/01-goroutines/lesson.md', '1.E1', '1.E9');
  const { code, stdout, stderr } = await courseCheck(course.root, ['lessons/02-wait-groups/']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'Other parts of the course have 1 problem; `concurrency-tutor course check` lists them.\n' });
  expect(stdout).toMatch(/^✓ lesson-2/);
  expect((await courseCheck(course.root, ['lesson-1'])).code).toBe(3);
}, patience);

test('a name that nothing has: exit code 2, and what could be meant', async () => {
  const { code, stderr } = await courseCheck(fixtureCourse, ['gorutines']);
  expect({ code, stderr }).toEqual({ code: 2, stderr: 'There is no lesson or exercise “gorutines”.\nDid you mean goroutines?\n' });
});

test('Ctrl-C stops it although a program never awaits: exit code 130', async () => {
  await using course = await copyCourse();
  const marker = join(course.root, 'started');
  await course.write('lessons/02-wait-groups/snippet.ts', `// expect: output
import { writeFileSync } from 'node:fs';
writeFileSync(${JSON.stringify(marker)}, '');
for (;;) ;
export {};
`);
  const { code, stdout, stderr } = await courseCheck(course.root, ['lesson-2'], {
    onStart: (child) => void until(() => existsSync(marker)).then(() => child.kill('SIGINT')),
  });
  expect({ code, stdout, stderr }).toEqual({ code: 130, stdout: '', stderr: 'Interrupted. What was running does not count.\n' });
}, patience);

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(50);
}
