/** What the page of a pitfall says about runs. */
import { expect, test } from 'vitest';
import type { Claim } from '../../src/course/expectation.ts';
import type { Course } from '../../src/course/model.ts';
import type { Outcome, ProgramRun } from '../../src/tui/program-run.ts';
import { program } from '../reader/sample-lesson.ts';
import { Play } from './play.ts';
import { sampleCourse } from './sample-course.ts';

const printing = (output: string, count: number): Outcome => ({ verdict: 'pass', output, count, unfinished: 0 });

/** The first pitfall, its first program run with this result. */
function ran(run: Omit<ProgramRun, 'schedules'>, options: { readonly claims?: readonly Claim[]; readonly columns?: number } = {}): string {
  return opened(options).press('r').event({ kind: 'run-done', job: 1, run: { schedules: 200, ...run } }).text();
}

function opened({ claims, columns = 80 }: { readonly claims?: readonly Claim[]; readonly columns?: number }): Play {
  return new Play({ rows: 60, columns, course: claims === undefined ? sampleCourse : claiming(claims) }).press('enter ] ] ] ] enter');
}

function claiming(claims: readonly Claim[]): Course {
  const [first, ...others] = sampleCourse.lessons;
  const [pitfall] = first?.pitfalls ?? [];
  if (first === undefined || pitfall === undefined) throw new Error('The sample course has no pitfall.');
  const broken = program('pitfalls/1-quite-a-long-name-for-a-file.ts', 'run();\n', { mode: 'explore', claims });
  const blocks = [{ kind: 'program', program: broken } as const];
  return { ...sampleCourse, lessons: [{ ...first, pitfalls: [{ ...pitfall, broken, blocks }] }, ...others] };
}

test('different outputs are headed so, and not with a tick', () => {
  const text = ran({ verdict: 'pass', outcomes: [printing('balance 70\n', 150), printing('balance 20\n', 50)] });
  expect(text).toContain('≠ output differs, nothing caught, under 200 schedules');
  expect(text).toMatch(/150× {2}ends well\n +│ balance 70\n +50× {2}ends well\n +│ balance 20\n/);
  expect(text).not.toContain('✓');
});

test('the same lines in another order are one outcome', () => {
  const text = ran({ verdict: 'pass', outcomes: [printing('a\nb\n', 120), printing('b\na\n', 80)] });
  expect(text).toContain('✓ nothing caught, the same lines in 2 orders, under 200 schedules');
  expect(text).toMatch(/200× {2}ends well\n +│ a\n +│ b\n/);
});

const crowded = { verdict: 'pass', outcomes: [printing('', 200)], meters: { maxGoroutines: 151, maxQueued: { jobs: 249, done: 3 } } } as const;
const quietRun = { ...crowded, meters: { maxGoroutines: 3, maxQueued: { jobs: 2 } } } as const;

test('a crowd is told with its numbers', () => {
  expect(ran(crowded)).toContain('at most 151 goroutines at once, 249 values waiting at `jobs`');
  expect(ran({ ...crowded, meters: { maxGoroutines: 151, maxQueued: { 'an unnamed channel': 1 } } })).toMatch(/at most 151 goroutines at once\n/);
});

test('a few goroutines are told only where the program claims a number', () => {
  expect(ran(quietRun)).not.toContain('at most');
  const text = ran(quietRun, { claims: [{ kind: 'meter', meter: 'goroutines', above: 2 }] });
  expect(text).toContain('~ at most 3 goroutines at once, 2 values waiting at `jobs`');
});

test('a program that claims a number gets no tick for having no finding', () => {
  const text = ran(crowded, { claims: [{ kind: 'meter', meter: 'goroutines', above: 100 }] });
  expect(text).toContain('~ nothing caught, one outcome, under 200 schedules');
  expect(text).not.toContain('✓');
});

test('what is still to be run stands under the last result, in view with it', () => {
  const play = new Play({ rows: 18 }).press('enter ] ] ] ] enter r').event({ kind: 'run-done', job: 1, run: { schedules: 200, ...quietRun } });
  expect(play.text()).toContain('Run of the broken program');
  expect(play.text()).toContain('f runs the fixed program here');
});

test('no word about an outcome is cut in a narrow window', () => {
  const text = ran({ verdict: 'pass', outcomes: [{ verdict: 'pass', output: '', count: 200, unfinished: 12 }] }, { columns: 40 });
  expect(text).toMatch(/200× {2}ends while 12 goroutines had\n +not ended\n/);
});

test('before a run the page says which key runs what, and afterwards only what is left', () => {
  const before = opened({});
  expect(before.text()).toContain('r runs the broken program here, under many schedules.');
  expect(before.text()).toContain('f runs the fixed program here, under many schedules.');
  expect(before.text()).not.toContain('Run of');
  const after = ran(crowded);
  expect(after).toContain('Run of the broken program');
  expect(after).not.toContain('r runs the broken program');
  expect(after).toContain('f runs the fixed program here');
  expect(after).not.toContain('Run of the fixed program');
});

test('a program that prints what it should is the one before, not a broken one', () => {
  const play = opened({ claims: [{ kind: 'output', text: 'done\n', unordered: false }] });
  expect(play.text()).toContain('Before: pitfalls/1-quite');
  expect(play.text()).toContain('r runs the program before here');
  expect(play.footer).toContain('r run before');
  expect(play.footer).toContain('f run after');
});

test('a program that is refused before it runs is not offered, and its key says why', () => {
  const play = opened({ claims: [{ kind: 'type-error', code: 'TS2339' }] });
  expect(play.text()).toContain('is refused by the type checker (TS2339)');
  expect(play.text()).toContain('The broken program is refused before it runs.');
  expect(play.footer).not.toContain('run broken');
  expect(play.footer).toContain('f run fixed');
  expect(play.press('r').text()).toContain('It is refused before it runs.');
  expect(play.effectsOf('run')).toEqual([]);
});

test('a command too long for a row is broken as a shell allows it, and no word in it', () => {
  const claims: Claim[] = [{ kind: 'finding', finding: 'deadlock' }];
  expect(ran(crowded, { claims, columns: 120 })).toMatch(/\$ concurrency-tutor run \\\n +lessons\/99-sample\/pitfalls\/1-quite-a-long-name-for-a-file\.ts \\\n +--schedules 200\n|\$ concurrency-tutor run \\\n +lessons\/99-sample\/pitfalls\/1-quite-a-long-name-for-a-file\.ts --schedules 200\n/);
  expect(ran(crowded, { claims, columns: 40 })).toMatch(/\$ concurrency-tutor run \\\n +lessons\/99-sample\/pitfalls\/[^\n]*→\n/);
});
