import { describe, expect, test } from 'vitest';
import { courseError, courseRoot, formatProblem, loadCourse, readCourse } from '../../src/course/index.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CourseError } from '../../src/errors.ts';
import { copyCourse, fixtureCourse, type CourseCopy } from '../support/course-copy.ts';

describe('a course without mistakes', () => {
  test('is read whole', async () => {
    const course = await loadCourse(fixtureCourse);
    expect(course.lessons.map(({ id, slug, status }) => ({ id, slug, status }))).toEqual([
      { id: 'lesson-1', slug: 'goroutines', status: 'complete' },
      { id: 'lesson-2', slug: 'wait-groups', status: 'outline' },
    ]);
    expect(course.exercises.map((exercise) => exercise.id)).toEqual(['exercise-1']);
    expect(course.projects).toEqual([]);
  });

  test('has its text as blocks: marks taken out, blanks collapsed, programs found', async () => {
    const [lesson] = (await loadCourse(fixtureCourse)).lessons;
    expect(lesson?.explanation[0]).toEqual({
      kind: 'paragraph',
      inline: [
        { kind: 'text', text: 'A goroutine runs beside main. It is ' },
        { kind: 'strong', children: [{ kind: 'text', text: 'light' }] },
        { kind: 'text', text: ', ' },
        { kind: 'emphasis', children: [{ kind: 'text', text: 'cheap' }] },
        { kind: 'text', text: ' and started with ' },
        { kind: 'code', text: 'go' },
        { kind: 'text', text: '; see ' },
        { kind: 'link', url: 'https://example.org/', children: [{ kind: 'text', text: 'the site' }] },
        { kind: 'text', text: '.' },
      ],
    });
    expect(lesson?.explanation.map((block) => block.kind)).toEqual(['paragraph', 'heading', 'table']);
    expect(lesson?.snippet.map((block) => block.kind)).toEqual(['program', 'paragraph', 'program']);
    expect(lesson?.example[0]).toMatchObject({ kind: 'program', lines: { from: 4, to: 7 } });
  });

  test('shows a program without its header', async () => {
    const [lesson] = (await loadCourse(fixtureCourse)).lessons;
    const program = lesson?.programs.find((one) => one.path.endsWith('01-goroutines/snippet.ts'));
    expect(program?.headerLines).toBe(2);
    expect(program?.shown.startsWith('import ')).toBe(true);
    expect(program?.expectation?.claims).toEqual([{ kind: 'output', text: 'got 1', unordered: false }]);
    expect(lesson?.programs.find((one) => one.path.endsWith('label.ts'))?.expectation).toBeUndefined();
  });

  test('ties pitfalls, questions and items together', async () => {
    const [lesson] = (await loadCourse(fixtureCourse)).lessons;
    expect(lesson?.pitfalls).toHaveLength(7);
    expect(lesson?.pitfalls[2]).toMatchObject({ id: '1.P3', title: 'Send on a closed channel' });
    expect(lesson?.pitfalls[2]?.broken?.path).toBe('lessons/01-goroutines/pitfalls/3-send-closed.ts');
    expect(lesson?.pitfalls[2]?.fixed?.path).toBe('lessons/01-goroutines/pitfalls/3-send-closed.fixed.ts');
    expect(lesson?.questions[0]?.ask.choices.map((choice) => choice.correct)).toEqual([true, false]);
    expect(lesson?.items[0]?.program?.path).toBe(lesson?.pitfalls[0]?.broken?.path);
    expect(lesson?.covers).toEqual(expect.arrayContaining(['F1', '1.E4', '1.E1', '1.P1', '1.Q1', '1.Q3.b']));
  });

  test('has its task with the headings moved below a lesson\'s', async () => {
    const [exercise] = (await loadCourse(fixtureCourse)).exercises;
    expect(exercise?.task[1]).toMatchObject({ kind: 'heading', level: 3 });
    expect(exercise?.task.at(-1)).toMatchObject({ kind: 'verbatim', language: 'ts' });
    expect(exercise?.covers).toContain('B1.6');
    expect(exercise?.solutions.map((folder) => folder.endsWith(join('solutions', '01-adder', 'loop')))).toEqual([true]);
  });
});

const lesson = 'lessons/01-goroutines/lesson.md';
const items = 'lessons/01-goroutines/items.yaml';
const exercise = 'exercises/01-adder/exercise.yaml';

describe('a mistake is found, at its place, when', () => {
  const cases: readonly [name: string, change: (course: CourseCopy) => Promise<unknown>, problem: string][] = [
    ['a section is missing', (c) => c.edit(lesson, '## Snippet', '#### Snippet'), `${lesson}:1:1: The section \`## Snippet\` is missing`],
    ['a section has another name', (c) => c.edit(lesson, '## Snippet', '## Program'), `${lesson}:26:1: “Program” is not a section`],
    ['sections change places', async (c) => { await c.edit(lesson, '## Snippet', '## SNIP'); await c.edit(lesson, '## Where to use', '## Snippet'); await c.edit(lesson, '## SNIP', '## Where to use'); }, `${lesson}:26:1: The section Where to use comes before Snippet`],
    ['a section comes twice', (c) => c.edit(lesson, '## Questions', '## Pitfalls'), `: The section Pitfalls is here twice`],
    ['text stands before the sections', (c) => c.edit(lesson, '## Explanation', 'Hello.\n\n## Explanation'), `${lesson}:10:1: This text stands before`],
    ['front matter is missing', (c) => c.write(lesson, '## Explanation\n'), `${lesson}:1:1: A lesson starts with front matter`],
    ['front matter lacks a key', (c) => c.edit(lesson, 'title: Goroutines\n', ''), `${lesson}:2:1: \`title\` is missing`],
    ['front matter has an unknown key', (c) => c.edit(lesson, 'minutes: 5', 'minutes: 5\nauthor: me'), `${lesson}:5:1: \`author\` is not a key here`],
    ['front matter has a wrong value', (c) => c.edit(lesson, 'minutes: 5', 'minutes: five'), `${lesson}:4:10: \`minutes\` must be a number`],
    ['front matter is not YAML', (c) => c.edit(lesson, 'covers: [F1', 'covers: [[F1'), `${lesson}:`],
    ['the status is unknown', (c) => c.edit(lesson, 'status: complete', 'status: draft'), `${lesson}:3:9: \`status\` must be complete or outline`],
    ['an inventory id does not exist, in a mark', (c) => c.edit(lesson, '1.E1', '1.E9'), `${lesson}:12:31: There is no inventory id \`1.E9\``],
    ['an inventory id does not exist, in the front matter', (c) => c.edit(lesson, 'covers: [F1', 'covers: [F94'), `${lesson}:7:10: There is no inventory id \`F94\``],
    ['a prerequisite is unknown', (c) => c.edit('lessons/02-wait-groups/lesson.md', '[goroutines]', '[goroutine]'), 'lessons/02-wait-groups/lesson.md:7:17: There is no lesson `goroutine`'],
    ['a prerequisite comes later', (c) => c.edit(lesson, 'covers:', 'prerequisites: [wait-groups]\ncovers:'), `${lesson}:7:17: \`wait-groups\` is not read before`],
    ['a pitfall has another lesson\'s number', (c) => c.edit(lesson, '### 1.P1', '### 2.P1'), `${lesson}:50:1: Here comes pitfall 1.P1, not 2.P1`],
    ['pitfalls are out of order', (c) => c.edit(lesson, '### 1.P2', '### 1.P3'), 'Here comes pitfall 1.P2, not 1.P3'],
    ['a pitfall\'s heading has no id', (c) => c.edit(lesson, '### 1.P1 Nobody', '### Nobody'), '“Nobody on the other side” is not a heading for this section; write `### 1.P1 Title`'],
    ['there is a pitfall too many', async (c) => { await c.remove('course.yaml'); await c.edit(lesson, '## Questions', '### 1.P8 One more\n\nText.\n\n## Questions'); }, 'There is no inventory id `1.P8`'],
    ['a program belongs to no pitfall', (c) => c.move('lessons/01-goroutines/pitfalls/7-not-awaited.fixed.ts', 'lessons/01-goroutines/pitfalls/9-not-awaited.fixed.ts'), 'lessons/01-goroutines/pitfalls/9-not-awaited.fixed.ts:1:1: This program belongs to no pitfall'],
    ['a program file is missing', (c) => c.edit(lesson, 'file=snippet.ts', 'file=snip.ts'), `${lesson}:28:1: There is no program \`snip.ts\``],
    ['a program is never shown', (c) => c.write('lessons/01-goroutines/spare.ts', '// expect: output\n'), 'lessons/01-goroutines/spare.ts:1:1: Nothing shows or imports this program'],
    ['a program says nothing about itself', (c) => c.edit('lessons/01-goroutines/snippet.ts', '// expect: output\n// | got 1\n', ''), 'lessons/01-goroutines/snippet.ts:1:1: Say what the program does'],
    ['a program claims nonsense', (c) => c.edit('lessons/01-goroutines/pitfalls/1-nobody-there.ts', 'deadlock', 'dead lock'), 'lessons/01-goroutines/pitfalls/1-nobody-there.ts:1:1: `expect: dead lock` is not known'],
    ['a ts fence has a body', (c) => c.edit(lesson, '```text\n', '```ts\n'), 'Every program shown is a file that runs'],
    ['a fence with a file has a body, too', (c) => c.edit(lesson, '```ts file=snippet.ts\n', '```ts file=snippet.ts\nlet a;\n'), `${lesson}:28:1: A fence with \`file=\` is empty`],
    ['a fence has no language', (c) => c.edit(lesson, '```text\n', '```\n'), 'Name the fence\'s language'],
    ['a fence has an unknown language', (c) => c.edit(lesson, '```text\n', '```mermaid\n'), 'A fence in `mermaid` is not supported'],
    ['lines are outside the file', (c) => c.edit(lesson, 'lines=4-7', 'lines=4-70'), '`lines=4-70` is outside example/main.ts; it has the lines 4 to 17'],
    ['there is HTML', (c) => c.edit(lesson, 'Many clients.', 'Many <b>clients</b>.'), `${lesson}:23:8: HTML is not shown`],
    ['there is an image', (c) => c.edit(lesson, 'Many clients.', '![a](b.png)'), `${lesson}:23:3: Images are not shown`],
    ['a question asks nothing', (c) => c.edit(lesson, '```yaml ask', '```yaml'), 'A question starts with what is asked'],
    ['a question has two right choices', (c) => c.edit(lesson, '  - text: One\n', '  - text: One\n    correct: true\n'), 'Exactly one choice is correct; here 2 say'],
    ['a choice has no why', (c) => c.edit(lesson, '    why: They are light.\n', ''), '`choices[1].why` is missing'],
    ['an item\'s choice has no why', (c) => c.edit(items, '      why: Nobody sends.\n', ''), `${items}:7:7: \`[1].choices[1].why\` is missing`],
    ['an item names an unknown program', (c) => c.edit(items, '1-nobody-there.ts', '1-nobody.ts'), `${items}:5:12: There is no program \`pitfalls/1-nobody.ts\``],
    ['an item names an unknown pitfall', (c) => c.edit(items, '- id: 1.start\n', '- id: 1.start\n  pitfall: 2.P1\n'), 'This lesson has no pitfall `2.P1`'],
    ['an item is there twice', (c) => c.edit(items, 'id: 1.P2.output\n  type: predict-output\n  pitfall: 1.P2', 'id: 1.P1.verdict\n  type: predict-output\n  pitfall: 1.P1'), 'The id `1.P1.verdict` is taken'],
    ['an item needs a program and has none', (c) => c.edit(items, '  program: pitfalls/1-nobody-there.ts\n', ''), 'A `predict-verdict` item needs `program`'],
    ['a verdict is not a verdict', (c) => c.edit(items, 'text: deadlock', 'text: hang'), '“hang” is not a verdict'],
    ['a line belongs to the header', (c) => c.edit(items, 'line 6: the send', 'line 1: the send'), 'The reader does not see line 1; of the file the lines 2 to 7 are shown.'],
    ['a line is not in the program', (c) => c.edit(items, 'line 6: the send', 'line 60: the send'), 'The reader does not see line 60'],
    ['a lesson\'s text is missing', (c) => c.remove(lesson), `${lesson}:1:1: This file is missing`],
    ['a folder has a wrong name', (c) => c.write('lessons/Third/lesson.md', ''), 'lessons/Third:1:1: A folder here is named'],
    ['a number is taken', (c) => c.write('lessons/02-again/lesson.md', ''), ':1:1: lessons/02-again has the number 2 already'],
    ['a slug is taken', (c) => c.write('lessons/03-goroutines/lesson.md', ''), 'lessons/03-goroutines:1:1: lessons/01-goroutines has the name goroutines already'],
    ['an exercise practises an unknown lesson', (c) => c.edit(exercise, '[goroutines]', '[channels]'), `${exercise}:3:11: There is no lesson \`channels\``],
    ['an exercise lacks its starter', (c) => c.remove('exercises/01-adder/starter'), `${exercise}:5:9: \`starter/adder.ts\` is missing`],
    ['an exercise lacks its task', (c) => c.remove('exercises/01-adder/README.md'), 'exercises/01-adder/README.md:1:1: This file is missing'],
    ['an exercise lacks its data', (c) => c.remove(exercise), `${exercise}:1:1: This file is missing`],
    ['an exercise lacks a solution', (c) => c.remove('solutions/01-adder'), 'solutions/01-adder:1:1: This exercise has no reference solution'],
    ['a solution lacks a file', (c) => c.move('solutions/01-adder/loop/adder.ts', 'solutions/01-adder/loop/add.ts'), 'solutions/01-adder/loop/adder.ts:1:1: This file is missing'],
    ['a check has no test', (c) => c.edit('exercises/01-adder/suite/adder.test.ts', "test('adds'", "test('sums'"), `${exercise}:9:9: No test of the suite is named \`adds\``],
    ['a wrong answer is caught by no check', (c) => c.edit(exercise, 'caughtBy: adds', 'caughtBy: sums'), `${exercise}:20:15: There is no check \`sums\``],
    ['a wrong answer is missing', (c) => c.edit(exercise, 'wrong/product.ts', 'wrong/minus.ts'), `${exercise}:18:11: \`wrong/minus.ts\` is missing`],
    ['a check depends on none', (c) => c.edit(exercise, '    points: 2', '    points: 2\n    dependsOn: adds'), `${exercise}:12:16: \`adds\` is not an earlier check`],
    ['there are two hints only', (c) => c.edit(exercise, '  - Look at the loop.\n', ''), `${exercise}:14:3: \`hints\` needs 3 or more entries`],
    ['a limit is unknown', (c) => c.edit(exercise, 'seconds: 20', 'seconds: 20, cpu: 1'), `${exercise}:7:24: \`cpu\` is not a key here`],
  ];

  test.each(cases)('%s', async (_name, change, problem) => {
    await using course = await copyCourse();
    await change(course);
    const found = (await readCourse(course.root)).problems.map(formatProblem);
    expect(found.some((line) => line.includes(problem)), `${problem}\n\nfound:\n${found.join('\n')}`).toBe(true);
  });
});

test('all problems are reported at once, in the order of the files', async () => {
  await using course = await copyCourse();
  await course.edit(lesson, '1.E1', '1.E9');
  await course.edit(items, 'text: deadlock', 'text: hang');
  await course.edit(exercise, 'caughtBy: adds', 'caughtBy: sums');
  const error = courseError((await readCourse(course.root)).problems);
  expect(error).toBeInstanceOf(CourseError);
  expect(error.message).toBe('The course has 3 problems.');
  expect(error.problems.map((line) => line.split(':')[0])).toEqual([exercise, items, lesson]);
});

test('YAML may write the id 1.E4 without quotes, although it looks like a number', async () => {
  const [first] = (await loadCourse(fixtureCourse)).lessons;
  expect(first?.covers).toContain('1.E4');
});

test('a mark at the start of a line, below a table or before a heading is a mark and hides nothing', async () => {
  await using course = await copyCourse();
  await course.edit('course.yaml', 'ids: [F1]', 'ids: [F1, F2, F3, F4]');
  await course.edit(lesson, '| `go(f)` | starts `f` |', '| `go(f)` | starts `f` |\n<!-- F2 -->\n\nOne line\n<!-- F3 --> and another.');
  await course.edit(lesson, '## Pitfalls\n', '## Pitfalls\n\n<!-- F4 -->\n');
  const [first] = (await loadCourse(course.root)).lessons;
  expect(first?.covers).toEqual(expect.arrayContaining(['F2', 'F3', 'F4']));
  expect(first?.explanation.at(-2)).toMatchObject({ kind: 'table', rows: [expect.anything()] });
  expect(first?.explanation.at(-1)).toEqual({ kind: 'paragraph', inline: [{ kind: 'text', text: 'One line and another.' }] });
});

test('the course of this package is found', () => {
  expect(existsSync(join(courseRoot(), 'lessons', 'README.md'))).toBe(true);
});

test('a learner meets the mistakes of a lesson or a task when it is opened, and can read the others', async () => {
  await using course = await copyCourse();
  await course.edit(lesson, '1.E1', '1.E9');
  await course.edit('exercises/01-adder/README.md', '# ', '<div>\n\n# ');
  const { lessons: [first, second], exercises: [adder] } = await loadCourse(course.root);
  expect(first).toMatchObject({ title: 'Goroutines', number: 1 });
  expect(adder?.checks).not.toHaveLength(0);
  expect(() => first?.explanation).toThrow(expect.objectContaining({ problems: [expect.stringContaining(`${lesson}:12:31: `)] }));
  expect(() => first?.pitfalls).toThrow(CourseError);
  expect(() => adder?.task).toThrow(CourseError);
  expect(second?.explanation).not.toHaveLength(0);
});

test('what a learner reads is what the author\'s gate has read', async () => {
  expect(await loadCourse(fixtureCourse)).toEqual((await readCourse(fixtureCourse)).course);
});
