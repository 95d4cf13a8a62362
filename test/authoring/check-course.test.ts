import { beforeAll, describe, expect, test } from 'vitest';
import { checkCourse, type CourseCheck, type ExerciseCheck, type LessonCheck, type ProgramResult } from '../../src/authoring/index.ts';
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
  expect(check.coverage.find((group) => group.group === 'explanation')).toMatchObject({ total: 5, covered: 5 });
}, patience);

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
    ['it throws while it is loaded', "// expect: output\nthrow new Error('broken');\n", 'broken'],
    ['it never awaits', program('// expect: output', 'for (;;) ;'), 'The program did not come to an end within 5 seconds.'],
    ['it ends the process', program('// expect: output', 'process.exit(7);'), 'happened: '],
    ['it prints something else on the real clock', program('// run: native\n// expect: output\n// | two', "console.log('one');"), 'expected: the output\n  | two\nhappened: the output\n  | one'],
    ['it fails on the real clock', program('// run: native\n// expect: output', "throw new Error('no such file');"), 'no such file'],
  ];

  // All in one lesson, so that the type checker and the linter start once.
  let results: ReadonlyMap<string, ProgramResult>;
  beforeAll(async () => {
    await using course = await copyCourse();
    const fences = cases.map((_, index) => `\`\`\`ts file=case-${index}.ts\n\`\`\`\n`).join('\n');
    await course.edit('lessons/02-wait-groups/lesson.md', '## Pitfalls', `${fences}\n## Pitfalls`);
    await Promise.all(cases.map(([, source], index) => course.write(`lessons/02-wait-groups/case-${index}.ts`, source)));
    const [lesson] = (await check(course, 'lesson-2')).lessons;
    expect(lesson?.passed).toBe(false);
    results = new Map(lesson?.programs.map((result) => [result.path, result]));
  }, patience);

  test.each(cases.map(([name, , message], index) => ({ name, message, index })))('$name', ({ message, index }) => {
    const result = results.get(`lessons/02-wait-groups/case-${index}.ts`);
    expect(result?.status).toBe('fail');
    expect(result?.message).toContain(message);
  });

  test('it is one of many: a sound one beside it still passes', () => {
    expect(results.get('lessons/02-wait-groups/snippet.ts')?.status).toBe('pass');
  });
});

describe('an exercise is refused when', () => {
  type Change = (edit: (path: string, from: string, to: string) => Promise<void>) => Promise<void>;
  const cases: readonly [name: string, change: Change, path: string, message: string][] = [
    ['its starter passes', (edit) => edit('starter/adder.ts', 'void numbers;\n  return 0;', 'let total = 0;\n  for await (const n of numbers) total += n;\n  return total;'), 'starter', 'expected: the starter fails\nhappened: it passes every check'],
    ['its starter does not compile', (edit) => edit('starter/adder.ts', 'return 0;', "return 'none';"), 'starter', 'expected: the starter compiles and runs, and fails a check\nhappened: types is fail (type-error)'],
    ['its starter lacks the export', (edit) => edit('starter/adder.ts', 'function sum', 'function add'), 'starter', '(missing-export)'],
    ['a solution fails', (edit) => edit('loop/adder.ts', 'total += n', 'total -= n'), 'loop', 'expected: every check passes\nhappened: adds is fail'],
    ['a wrong answer passes', async (edit) => { await edit('wrong/product.ts', 'total = 1', 'total = 0'); await edit('wrong/product.ts', '*= n', '+= n'); }, 'product.ts', 'expected: the check adds fails, because the answer multiplies\nhappened: every check passes'],
    ['a wrong answer fails with other words', (edit) => edit('exercise.yaml', 'came out as 24', 'came out as 25'), 'product.ts', 'with a message that says “came out as 25”\nhappened: adds is fail (expectation): The sum of 1, 2, 3, 4 came out as 24.'],
    ['its suite does not compile', (edit) => edit('suite/scenarios.ts', 'await numbers.send(n)', "await numbers.send('n')"), 'suite/scenarios.ts', 'scenarios.ts:7: The type checker refuses it: TS2345'],
    ['a solution forgets an await', (edit) => edit('loop/adder.ts', 'let total = 0;', 'let total = 0;\n  Promise.resolve(total);'), 'solutions/', 'loop/adder.ts:5: oxlint refuses it: no-floating-promises'],
    ['no check covers an acceptance point', (edit) => edit('exercise.yaml', '    covers: [B1.5]\n', ''), 'coverage', 'nothing covers X8.1'],
  ];

  let checks: readonly ExerciseCheck[];
  beforeAll(async () => {
    await using course = await copyCourse();
    for (const [index, [, change]] of cases.entries()) {
      await course.edit('course.yaml', 'covers:\n', `covers:\n  - { group: acceptance point, of: exercise-${index + 2}, ids: [X${index}.1] }\n`);
      const folder = `${index + 2}`.padStart(2, '0') + `-case-${index}`;
      await course.copy('exercises/01-adder', `exercises/${folder}`);
      await course.copy('solutions/01-adder', `solutions/${folder}`);
      await change((path, from, to) => course.edit(path.startsWith('loop/') ? `solutions/${folder}/${path}` : `exercises/${folder}/${path}`, from, to));
    }
    checks = (await check(course, ...cases.map((_, index) => `exercise-${index + 2}`))).exercises;
  }, patience);

  test.each(cases.map(([name, , path, message], index) => ({ name, path, message, index })))('$name', ({ path, message, index }) => {
    const exercise = checks[index];
    expect(exercise?.passed).toBe(false);
    const said = [
      ...(exercise?.answers ?? []).filter((answer) => answer.status === 'fail').map((answer) => `${answer.path}: ${answer.message}`),
      ...problemsOf(exercise),
      ...(exercise?.coverage.missing ?? []).map((id) => `coverage: nothing covers ${id}`),
    ];
    expect(said.some((line) => line.includes(path) && line.includes(message)), said.join('\n')).toBe(true);
  });
});

async function check(course: CourseCopy, ...only: string[]): Promise<CourseCheck> {
  return checkCourse(await loadCourse(course.root), { tier: 'quick', timeoutMs: 5_000, ...(only.length > 0 ? { only: new Set(only) } : {}) });
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
