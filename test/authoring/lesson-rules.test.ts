import { describe, expect, test } from 'vitest';
import { lessonCoverage } from '../../src/authoring/coverage.ts';
import { lessonProblems } from '../../src/authoring/lesson-rules.ts';
import { loadCourse } from '../../src/course/index.ts';
import { copyCourse, fixtureCourse, type CourseCopy } from '../support/course-copy.ts';

const folder = 'lessons/01-goroutines';
const text = `${folder}/lesson.md`;
const items = `${folder}/items.yaml`;

/** Everything the gate has against the first lesson without running it. */
async function complaints(root: string): Promise<string[]> {
  const { lessons: [lesson], inventory } = await loadCourse(root);
  if (lesson === undefined) throw new Error('no lesson');
  return [
    ...lessonProblems(lesson, folder).map(({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`}: ${message}`),
    ...lessonCoverage(lesson, inventory).missing.map((id) => `missing ${id}`),
  ];
}

test('a complete lesson has nothing against it', async () => {
  expect(await complaints(fixtureCourse)).toEqual([]);
});

describe('a complete lesson is refused when', () => {
  const cases: readonly [name: string, change: (course: CourseCopy) => Promise<unknown>, problem: string][] = [
    ['it misses an id of its concept', (c) => c.edit(text, '1.Q1.k4 ', ''), 'missing 1.Q1.k4'],
    ['it shows no Go twin', async (c) => { await c.edit(text, '```go file=snippet.go\n```', ''); await c.remove(`${folder}/snippet.go`); }, `${text}: The section Snippet shows no Go twin; add snippet.go and show it.`],
    ['it shows no real program', async (c) => { await c.edit(text, '```ts file=example/main.ts lines=4-7\n```\n\n```ts file=example/label.ts\n```', ''); await c.remove(`${folder}/example`); }, `${text}: The section Real-world example shows no program of example/.`],
    ['a pitfall has no item', async (c) => { await c.edit(items, '  pitfall: 1.P5\n', ''); await c.edit(items, 'id: 1.P5.bound', 'id: 1.bound'); }, `${text}:98: 1.P5: No practice item drills this pitfall; add one to items.yaml.`],
    ['a pitfall has no cure', async (c) => { await c.edit(text, '```ts file=pitfalls/2-too-early.fixed.ts\n```', 'Wait.'); await c.remove(`${folder}/pitfalls/2-too-early.fixed.ts`); }, `${text}:62: 1.P2: No program shows the cure; add pitfalls/2-….fixed.ts.`],
    ['a cure is none', (c) => c.edit(`${folder}/pitfalls/1-nobody-there.fixed.ts`, 'output\n// | mended', 'deadlock'), `${folder}/pitfalls/1-nobody-there.fixed.ts:1: 1.P1: The cure claims deadlock; a cured program has no finding (the pitfall is at ${text}:50).`],
    ['its items are all of one type', (c) => c.write(items, '[]\n'), `${items}: The practice items are all of one type; use several.`],
    ['an item names the wrong verdict', (c) => c.edit(items, 'text: deadlock\n      correct: true\n      why: Nobody sends.\n    - text: pass\n', 'text: deadlock\n      why: Nobody sends.\n    - text: pass\n      correct: true\n'), `${items}: 1.P1.verdict: the program's own verdict is deadlock, the item says pass.`],
    ['an item names the wrong output', (c) => c.edit(items, '- text: main returns\n', '- text: main waits\n'), `${items}: 1.P2.output: the program's own output is not “main waits”.`],
    ['an item has two right outputs', async (c) => {
      await c.edit(items, 'pitfalls/2-too-early.ts', 'pitfalls/4-lost-update.ts');
      await c.edit(items, '- text: main returns\n', '- text: "1"\n');
      await c.edit(items, '- text: |\n        main returns\n        never printed\n', '- text: "2"\n');
    }, `${items}: 1.P2.output: the choice “2” is a possible output, too; change it.`],
    ['an item asks for the output of a program that claims none', (c) => c.edit(items, 'pitfalls/2-too-early.ts', 'pitfalls/1-nobody-there.ts'), `${items}: 1.P2.output: the program claims no output; add \`// expect: output\`, or ask for the verdict.`],
    ['an item asks about a module', (c) => c.edit(items, 'pitfalls/1-nobody-there.ts', 'example/label.ts'), `${items}: 1.P1.verdict: ${folder}/example/label.ts is a module or a Go twin; ask about a program that runs.`],
    ['an item looks for the bug in an empty line', (c) => c.edit(`${folder}/pitfalls/3-send-closed.ts`, '  await numbers.send', '\n  await numbers.send'), `${items}: 1.P3.spot: the choice “line 6: the send” is an empty line of the file.`],
    ['an item looks for the bug in the cure', (c) => c.edit(items, 'pitfalls/3-send-closed.ts', 'pitfalls/3-send-closed.fixed.ts').then(() => c.edit(items, 'line 6', 'line 3')), `${items}: 1.P3.spot: the program is the cured one; ask about the broken one.`],
  ];

  test.each(cases)('%s', async (_name, change, problem) => {
    await using course = await copyCourse();
    await change(course);
    expect(await complaints(course.root)).toContain(problem);
  });
});

test('an outline may lack all of that, but not have a cure that cures nothing', async () => {
  await using course = await copyCourse();
  await course.edit(text, 'status: complete', 'status: outline');
  await course.remove(items);
  await course.edit(text, '```go file=snippet.go\n```', '');
  await course.remove(`${folder}/snippet.go`);
  expect(await complaints(course.root)).toEqual([]);
  await course.edit(`${folder}/pitfalls/1-nobody-there.fixed.ts`, 'output\n// | mended', 'deadlock');
  expect(await complaints(course.root)).toHaveLength(1);
});
