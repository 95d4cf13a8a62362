import { describe, expect, test } from 'vitest';
import { itemRunProblems } from '../../src/authoring/item-runs.ts';
import { openVariants } from '../../src/authoring/item-variants.ts';
import { recollect } from '../../src/authoring/known.ts';
import { ProgramRunner } from '../../src/authoring/program-runner.ts';
import { findStatically } from '../../src/authoring/static-findings.ts';
import { loadCourse } from '../../src/course/index.ts';
import { copyCourse } from '../support/course-copy.ts';

const folder = 'lessons/01-goroutines';

const shared = `// expect: differs
// | 3
// --
// | 1
// --
// | 2
// expect: race
import { run, gosched, sync } from 'concurrency-tutor';

await run(async () => {
  let count = 0;
  const both = new sync.WaitGroup();
  for (const by of [1, 2]) {
    both.go(async () => {
      const before = count;
      await gosched();
      count = before + by;
    });
  }
  await both.wait();
  console.log(count);
});
`;

const mended = `// expect: output
// | 3
import { run, gosched, sync } from 'concurrency-tutor';

await run(async () => {
  let count = 0;
  const lock = new sync.Mutex();
  const both = new sync.WaitGroup();
  for (const by of [1, 2]) {
    both.go(async () => {
      using _held = await lock.acquire();
      const before = count;
      await gosched();
      count = before + by;
    });
  }
  await both.wait();
  console.log(count);
});
`;

/** What the gate says about these items, by their ids. */
async function complaints(items: readonly object[]): Promise<Map<string, string>> {
  await using course = await copyCourse();
  await course.write(`${folder}/items/shared.ts`, shared);
  await course.write(`${folder}/items/mended.ts`, mended);
  // JSON is YAML, too.
  await course.write(`${folder}/items.yaml`, JSON.stringify(items.map((item) => ({ prompt: 'p', hint: 'h', why: 'w', ...item }))));
  const read = await loadCourse(course.root);
  const [lesson] = read.lessons;
  if (lesson === undefined) throw new Error('no lesson');
  await using variants = await openVariants(course.root, lesson.items);
  using runner = new ProgramRunner({ timeoutMs: 60_000 });
  const bench = { root: course.root, runner, statics: await findStatically(read, [], []), schedules: 50, seed: 1, nativeRuns: 1 };
  const problems = await itemRunProblems(lesson, 'items.yaml', bench, { variants, known: recollect({ tier: 'quick' }, 1) });
  const found = problems.map(({ message }) => /^(1\.[a-z-]+): ([\s\S]*)$/.exec(message));
  return new Map(found.filter((match) => match !== null).map(([, id = '', message = '']) => [id, message]));
}

const blank = { type: 'blank', program: 'items/mended.ts', gap: { line: 11, text: 'lock.acquire()' } };
const parsons = { type: 'parsons', program: 'items/mended.ts', lines: '6-14' };
const schedule = { type: 'schedule', program: 'items/shared.ts' };
const fix = { type: 'fix', solution: 'items/mended.ts' };

describe('the gate runs what items call right and wrong', { timeout: 120_000 }, () => {
  test('and has nothing against what holds', async () => {
    const found = await complaints([
      { ...blank, id: '1.gap', accept: ['(lock.acquire())'], wrong: [{ text: 'lock.nothing()', why: 'w' }, { text: 'undefined', why: 'w' }] },
      { ...parsons, id: '1.build', anyOrder: [[6, 7, 8]] },
      { ...schedule, id: '1.drive', goal: { output: '2' } },
      { ...schedule, id: '1.race', goal: { finding: 'race' } },
      { ...fix, id: '1.fix', program: 'items/shared.ts' },
    ]);
    expect(found).toEqual(new Map());
  });

  test('and refuses what does not', async () => {
    const found = await complaints([
      { ...blank, id: '1.accepted', accept: ['undefined'], wrong: [{ text: 'lock.nothing()', why: 'w' }] },
      { ...blank, id: '1.refused', wrong: [{ text: 'lock["acquire"]()', why: 'w' }] },
      { ...parsons, id: '1.build', anyOrder: [[12, 14]] },
      { ...schedule, id: '1.drive', goal: { output: '7' } },
      { ...fix, id: '1.fix', program: 'items/mended.ts' },
      { ...fix, id: '1.sick', program: 'items/mended.ts', solution: 'items/shared.ts' },
    ]);
    expect([...found.keys()]).toEqual(['1.accepted', '1.refused', '1.build', '1.drive', '1.fix', '1.sick']);
    expect(found.get('1.accepted')).toMatch(/^“undefined” in the gap counts as right, and is not:\nexpected: /);
    expect(found.get('1.refused')).toBe('“lock["acquire"]()” in the gap counts as wrong, but the program does the same with it. Accept it, or remove it.');
    expect(found.get('1.build')).toMatch(/^right order 2 counts as right, and is not:\n.*TS2448/);
    expect(found.get('1.drive')).toMatch(/^No way of choosing was found that leads to the goal/);
    expect(found.get('1.fix')).toMatch(/there is nothing to fix\.$/);
    expect(found.get('1.sick')).toMatch(/claims race; a solution has nothing wrong with it\.$/);
  });
});
