import { describe, expect, test } from 'vitest';
import { checkCourse, type CourseCheck, type ExerciseCheck, type LessonCheck } from '../../src/authoring/index.ts';
import { loadCourse } from '../../src/course/index.ts';
import { copyCourse, fixtureCourse, type CourseCopy } from '../support/course-copy.ts';

// Real child processes, the real type checker, the real linter: a few seconds each.
const patience = 120_000;

test('a course whose claims all hold passes, and each of its parts is reported', async () => {
  const seen: string[] = [];
  const check = await checkCourse(await loadCourse(fixtureCourse), { tier: 'quick', onEvent: (event) => { if (event.kind !== 'program') seen.push(event.kind); } });
  expect(failuresOf(check)).toEqual([]);
  expect(check.passed).toBe(true);
  expect(seen).toEqual(['phase', 'lesson', 'lesson', 'exercise']);
  expect(check.lessons[0]?.programs).toHaveLength(19);
  expect(check.exercises[0]?.answers.map((answer) => answer.kind)).toEqual(['starter', 'solution', 'wrong']);
  expect(check.coverage.find((group) => group.group === 'explanation')).toMatchObject({ total: 38, covered: 5 });
}, patience);

const snippet = 'lessons/02-wait-groups/snippet.ts';
const program = (header: string, ...lines: string[]) => `${header}\nimport { chan, go, run } from 'concurrency-tutor';\nvoid [chan, go];\n\nawait run(async () => {\n${lines.join('\n')}\n});\n`;

describe('a program is refused when', () => {
  const cases: readonly [name: string, source: string, message: string][] = [
    ['it prints something else', program('// expect: output\n// | two', "console.log('one');"), 'expected: the output\n  | two\nhappened: the output (200 of 200 schedules'],
    ['it has a finding', program('// expect: output', 'await chan<number>().receive();'), 'expected: no finding\nhappened: deadlock'],
    ['it has no finding', program('// expect: leak', "console.log('fine');"), 'expected: leak\nhappened: the output'],
    ['it has another finding', program('// expect: leak', 'await chan<number>().receive();'), 'expected: leak and nothing else\nhappened: deadlock'],
    ['it does not compile', program('// expect: output', 'const n: number = "one"; console.log(n);'), 'expected: no type error\nhappened: 6:7 TS2322'],
    ['it compiles and should not', program('// expect: type-error TS2345', ''), 'expected: the type checker refuses it with TS2345\nhappened: it does not'],
    ['it forgets an await', program('// expect: output', 'const one = chan<number>(1);\none.send(1);'), 'expected: every promise is awaited, or `expect: lint no-floating-promises`\nhappened: 7:1 no-floating-promises'],
    ['it keeps the rule it says it breaks', program('// expect: lint no-floating-promises', ''), 'expected: oxlint refuses it with no-floating-promises\nhappened: it does not'],
    ['it breaks a rule that does not exist', program('// expect: lint no-such-rule', ''), 'happened: oxlint has no such rule'],
    ['it cannot be loaded', program('// expect: output', "await import('./nowhere.ts');"), 'expected: the program to run\nhappened: '],
    ['it throws while it is loaded', `// expect: output\nthrow new Error('broken');\n`, 'broken'],
    ['it never awaits', program('// expect: output', 'for (;;) ;'), 'The program did not come to an end within 3 seconds.'],
    ['it ends the process', program('// expect: output', 'process.exit(7);'), 'happened: '],
    ['it prints something else on the real clock', program('// run: native\n// expect: output\n// | two', "console.log('one');"), 'expected: the output\n  | two\nhappened: the output\n  | one'],
    ['it fails on the real clock', program('// run: native\n// expect: output', "throw new Error('no such file');"), 'no such file'],
  ];

  test.each(cases)('%s', async (_name, source, message) => {
    await using course = await copyCourse();
    await course.write(snippet, source);
    const [lesson] = (await check(course, 'lesson-2')).lessons;
    expect(lesson?.passed).toBe(false);
    const found = lesson?.programs.find((result) => result.path === snippet);
    expect(found?.status).toBe('fail');
    expect(found?.message).toContain(message);
  }, patience);

  test('it stops one, and the others are still checked', async () => {
    await using course = await copyCourse();
    await course.write(snippet, program('// expect: output', 'for (;;) ;'));
    const result = await check(course);
    expect(result.lessons.map((lesson) => lesson.passed)).toEqual([true, false]);
    expect(result.exercises.map((exercise) => exercise.passed)).toEqual([true]);
  }, patience);
});

describe('a complete lesson is refused when', () => {
  const lesson = 'lessons/01-goroutines/lesson.md';
  const items = 'lessons/01-goroutines/items.yaml';
  const folder = 'lessons/01-goroutines';
  const cases: readonly [name: string, change: (course: CourseCopy) => Promise<unknown>, problem: string][] = [
    ['it misses an id of its concept', (c) => c.edit(lesson, '1.Q1.k4 ', ''), 'missing 1.Q1.k4'],
    ['it shows no Go twin', async (c) => { await c.edit(lesson, '```go file=snippet.go\n```', ''); await c.remove(`${folder}/snippet.go`); }, `${lesson}: The section Snippet shows no Go twin; add snippet.go and show it.`],
    ['it shows no real program', async (c) => { await c.edit(lesson, '```ts file=example/main.ts lines=4-7\n```\n\n```ts file=example/label.ts\n```', ''); await c.remove(`${folder}/example`); }, `${lesson}: The section Real-world example shows no program of example/.`],
    ['a pitfall has no item', async (c) => c.edit(items, '  pitfall: 1.P5\n', '').then(() => c.edit(items, 'id: 1.P5.bound', 'id: 1.bound')), `${lesson}:114: 1.P5: No practice item drills this pitfall; add one to items.yaml.`],
    ['a pitfall has no cure', async (c) => { await c.edit(lesson, '```ts file=pitfalls/2-too-early.fixed.ts\n```', 'Wait.'); await c.remove(`${folder}/pitfalls/2-too-early.fixed.ts`); }, '1.P2: No program shows the cure'],
    ['a cure is none', (c) => c.edit(`${folder}/pitfalls/1-nobody-there.fixed.ts`, 'output\n// | mended', 'deadlock'), `${folder}/pitfalls/1-nobody-there.fixed.ts:1: 1.P1: The cure claims deadlock`],
    ['an item names the wrong verdict', (c) => c.edit(items, 'text: deadlock\n      correct: true\n      why: Nobody sends.\n    - text: pass\n', 'text: deadlock\n      why: Nobody sends.\n    - text: pass\n      correct: true\n'), `${items}: 1.P1.verdict: the program's own verdict is deadlock, the item says pass.`],
    ['an item names the wrong output', (c) => c.edit(items, '- text: main returns\n', '- text: main waits\n'), `${items}: 1.P2.output: the program's own output is not “main waits”.`],
    ['another choice is right, too', (c) => c.edit(items, 'text: "line 6: the send"\n      correct: true\n      why: The channel is closed.\n    - text: "line 5: the close"', 'text: panic\n      correct: true\n      why: The channel is closed.\n    - text: pass').then(() => c.edit(items, 'type: spot-bug', 'type: predict-verdict')).then(() => c.edit(items, 'pitfalls/3-send-closed.ts', 'example/main.ts')), '1.P3.spot: the program\'s own verdict is pass or output differs, the item says panic.'],
  ];

  test.each(cases)('%s', async (_name, change, problem) => {
    await using course = await copyCourse();
    await change(course);
    const result = await check(course, 'lesson-1');
    expect(result.passed).toBe(false);
    const [checked] = result.lessons;
    const found = [...problemsOf(checked), ...(checked?.coverage.missing ?? []).map((id) => `missing ${id}`)];
    expect(found.some((line) => line.startsWith(problem) || line.includes(`: ${problem}`)), `${problem}\n\nfound:\n${found.join('\n')}`).toBe(true);
  }, patience);

  test('an outline may miss all of that', async () => {
    await using course = await copyCourse();
    await course.edit(lesson, 'status: complete', 'status: outline');
    await course.remove(items);
    await course.edit(lesson, '1.Q1.k4 ', '');
    expect((await check(course, 'lesson-1')).passed).toBe(true);
  }, patience);
});

describe('an exercise is refused when', () => {
  const starter = 'exercises/01-adder/starter/adder.ts';
  const solution = 'solutions/01-adder/loop/adder.ts';
  const wrong = 'exercises/01-adder/wrong/product.ts';
  const yaml = 'exercises/01-adder/exercise.yaml';
  const cases: readonly [name: string, change: (course: CourseCopy) => Promise<unknown>, path: string, message: string][] = [
    ['its starter passes', (c) => c.edit(starter, 'void numbers;\n  return 0;', 'let total = 0;\n  for await (const n of numbers) total += n;\n  return total;'), 'exercises/01-adder/starter', 'expected: the starter fails\nhappened: it passes every check'],
    ['its starter does not compile', (c) => c.edit(starter, 'return 0;', "return 'none';"), 'exercises/01-adder/starter', 'expected: the starter compiles and runs, and fails a check\nhappened: types is fail (type-error)'],
    ['its starter lacks the export', (c) => c.edit(starter, 'function sum', 'function add'), 'exercises/01-adder/starter', '(missing-export)'],
    ['a solution fails', (c) => c.edit(solution, 'total += n', 'total -= n'), 'solutions/01-adder/loop', 'expected: every check passes\nhappened: adds is fail'],
    ['a wrong answer passes', (c) => c.edit(wrong, 'total = 1', 'total = 0').then(() => c.edit(wrong, '*= n', '+= n')), wrong, 'expected: the check adds fails, because the answer multiplies\nhappened: every check passes'],
    ['a wrong answer fails with other words', (c) => c.edit(yaml, 'came out as 24', 'came out as 25'), wrong, 'with a message that says “came out as 25”\nhappened: adds is fail (expectation): The sum of 1, 2, 3, 4 came out as 24.'],
  ];

  test.each(cases)('%s', async (_name, change, path, message) => {
    await using course = await copyCourse();
    await change(course);
    const [exercise] = (await check(course, 'exercise-1')).exercises;
    expect(exercise?.passed).toBe(false);
    const answer = exercise?.answers.find((one) => one.path === path);
    expect(answer?.status).toBe('fail');
    expect(answer?.message).toContain(message);
  }, patience);

  test('its suite does not compile', async () => {
    await using course = await copyCourse();
    await course.edit('exercises/01-adder/suite/scenarios.ts', 'await numbers.send(n)', "await numbers.send('n')");
    const [exercise] = (await check(course, 'exercise-1')).exercises;
    expect(exercise?.passed).toBe(false);
    expect(problemsOf(exercise)[0]).toMatch(/^exercises\/01-adder\/suite\/scenarios\.ts:7: The type checker refuses it: TS2345/);
  }, patience);

  test('no check covers an acceptance point', async () => {
    await using course = await copyCourse();
    await course.edit(yaml, '    covers: [B1.5]\n', '');
    const [exercise] = (await check(course, 'exercise-1')).exercises;
    expect(exercise?.passed).toBe(false);
    expect(exercise?.coverage.missing).toEqual(['B1.5']);
  }, patience);
});

async function check(course: CourseCopy, ...only: string[]): Promise<CourseCheck> {
  return checkCourse(await loadCourse(course.root), { tier: 'quick', timeoutMs: 3_000, ...(only.length > 0 ? { only: new Set(only) } : {}) });
}

function problemsOf(part: LessonCheck | ExerciseCheck | undefined): string[] {
  return (part?.problems ?? []).map(({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`}: ${message}`);
}

function failuresOf({ lessons, exercises }: CourseCheck): string[] {
  const results = [...lessons.flatMap((lesson) => lesson.programs), ...exercises.flatMap((exercise) => exercise.answers)];
  return [
    ...results.filter((result) => result.status === 'fail').map(({ path, message }) => `${path}\n${message}`),
    ...[...lessons, ...exercises].flatMap(problemsOf),
  ];
}
