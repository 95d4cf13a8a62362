import { expect, test } from 'vitest';
import { readCourse } from '../../src/course/index.ts';
import { copyCourse } from '../support/course-copy.ts';

const items = 'lessons/01-goroutines/items.yaml';
const reasons = '  hint: h\n  why: w\n';

/** What is wrong with the fixture course once this item is in it. */
async function problemsWith(item: string): Promise<string[]> {
  await using course = await copyCourse();
  await course.edit(items, '- id: 1.start\n', `${item}\n- id: 1.start\n`);
  return (await readCourse(course.root)).problems.map(({ position, message }) => `${position.column}: ${message}`);
}

const blank = (gap: string, rest = '  wrong:\n    - { text: x, why: y }\n'): string => `- id: 1.gap\n  type: blank\n  prompt: p\n  program: pitfalls/1-nobody-there.ts\n  gap: ${gap}\n${rest}${reasons}`;
const parsons = (rest: string): string => `- id: 1.build\n  type: parsons\n  prompt: p\n  program: pitfalls/1-nobody-there.ts\n${rest}${reasons}`;

const cases: readonly (readonly [name: string, item: string, problem: string])[] = [
  ['the type is none', '- id: 1.x\n  type: riddle\n  prompt: p\n', 'the types are choice, multi,'],
  ['the gap is not in its line', blank('{ line: 3, text: nowhere }'), 'must be there exactly once in line 3'],
  ['the gap is in the header', blank('{ line: 1, text: expect }'), 'The reader does not see line 1'],
  ['a right answer is called wrong', blank('{ line: 2, text: import }', '  accept: [imports]\n  wrong:\n    - { text: imports, why: y }\n'), '“imports” is among the right answers, too'],
  ['no wrong answer is named', blank('{ line: 2, text: import }', '  wrong: []\n'), 'needs 1 or more entries'],
  ['the lines are not in the file', parsons('  lines: 3-90\n'), '`lines` must be among them'],
  ['lines that go together are others', parsons('  lines: 2-7\n  together: [1-2]\n'), 'is not several of the lines 2 to 7'],
  ['a group names a line that begins no piece', parsons('  lines: 2-7\n  anyOrder: [[2, 40]]\n'), 'No piece begins in line 40'],
  ['there is too little to put in order', parsons('  lines: 2-3\n'), 'make it 3 to 16'],
  ['a goal is none', '- id: 1.drive\n  type: schedule\n  prompt: p\n  program: pitfalls/1-nobody-there.ts\n  goal: { finding: crash }\n' + reasons, 'a goal is `finding: deadlock`'],
  ['a solution is missing', '- id: 1.fix\n  type: fix\n  prompt: p\n  program: pitfalls/1-nobody-there.ts\n  solution: pitfalls/none.ts\n' + reasons, 'There is no program `pitfalls/none.ts`'],
  ['a step is none', '- id: 1.order\n  type: order\n  prompt: p\n  steps:\n    - { text: a, why: w }\n    - { text: b, why: w }\n    - { text: c, why: w }\n  anyOrder: [[1, 9]]\n' + reasons, 'There is no step 9'],
  ['two steps are the same', '- id: 1.order\n  type: order\n  prompt: p\n  steps:\n    - { text: a, why: w }\n    - { text: a, why: w }\n    - { text: c, why: w }\n' + reasons, 'Two steps say the same'],
  ['the role is none', '- id: 1.x\n  type: choice\n  role: middle\n  prompt: p\n  choices:\n    - { text: a, why: w, correct: true }\n    - { text: b, why: w }\n', '].role` must be pretest or exit'],
];

test.each(cases)('an item is refused, at its place, when %s', async (_name, item, problem) => {
  expect((await problemsWith(item)).join('\n')).toContain(problem);
});

test('items are practised from predicting to writing, however they are written down', async () => {
  await using course = await copyCourse();
  await course.edit(items, '- id: 1.start\n', `${blank('{ line: 2, text: import }')}\n- id: 1.start\n`);
  const { course: read, problems } = await readCourse(course.root);
  expect(problems).toEqual([]);
  const types = read.lessons[0]?.items.map(({ type }) => type) ?? [];
  expect(types.at(-1)).toBe('blank');
  expect(types[0]).toMatch(/^predict/);
});
