import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { JudgementTelling, renderJudgement } from '../../src/report/judgement.ts';
import { deadlocked, failed, failing, passed, plain, stuck, withoutVerdict } from './judgements.ts';

test('a pass says so first, in a word and a sign', () => {
  expect(renderJudgement(passed, plain)).toBe([
    '✓ passed  exercise-3, Worker pool: 2 of 2 points',
    '',
    '  ✓ pass     At most `workers` tasks run at a time (2 of 2, under 200 schedules)',
    '',
    'Compare with ours: concurrency-tutor solution exercise-3',
  ].join('\n'));
});

test('a failure says for each check what the program did, where, and what to do next, and keeps its output apart', () => {
  expect(renderJudgement(failed, plain)).toBe([
    '✗ failed  exercise-3, Worker pool: 2 of 6 points',
    '',
    '  ✓ pass     At most `workers` tasks run at a time (2 of 2, under 200 schedules)',
    '  ✗ fail     A waiting task with a higher priority starts first (0 of 3)',
    '      Tasks started in the order 1, 2, 3.',
    '      expected  3, 2, 1',
    '      actual    1, 2, 3',
    '      at pool.ts:12:5',
    '      Next: Look at where a worker picks its next task. Lesson: worker-pools.',
    '  - skipped  A task of low priority is not put off for ever (0 of 1)',
    '  Skipped checks build on others that have not passed yet.',
    '',
    '  Your program printed:',
    '  │ working',
    '  │ still working',
    '  … and then it was cut',
    '',
    'Stuck? concurrency-tutor hint exercise-3',
    'The same run again: concurrency-tutor check exercise-3 --seed 7',
  ].join('\n'));
});

test('all points without a pass says what else must hold', () => {
  const types = { ...failing, id: 'types', description: 'The type checker accepts the files', score: 0, max: 0 };
  const text = renderJudgement({ ...failed, verdict: { kind: 'fail', checks: [types] }, score: 6, max: 6 }, plain);
  expect(text).toMatch(/^✗ failed {2}exercise-3, Worker pool: 6 of 6 points, but types must pass too\n/);
});

test('a deadlock names every stuck goroutine with its place', () => {
  const text = renderJudgement(deadlocked, plain);
  expect(text).toContain([
    '      deadlock: Every goroutine waits, and none can be woken.',
    '        goroutine 1 "main" [chan receive], receive from `results`',
    '          at pool.ts:30:21',
    '        goroutine 4 [chan send], send on `jobs`',
    '          at pool.ts:14:9',
    '          started at pool.ts:8:5',
  ].join('\n'));
  expect(text.match(/Every goroutine waits/g)).toHaveLength(1);
});

test('two checks with the same finding tell it once', () => {
  const twice = { ...deadlocked, verdict: { kind: 'fail', checks: [stuck, { ...stuck, id: 'again' }] } } as const;
  expect(renderJudgement(twice, plain).match(/goroutine 4 \[chan send\]/g)).toHaveLength(1);
});

test('our own fault is no verdict on the work', () => {
  const text = renderJudgement(withoutVerdict, plain);
  expect(text).toMatch(/^! no verdict {2}exercise-3, Worker pool\n/);
  expect(text).toContain('This is a fault of concurrency-tutor, not of your work. It does not count');
  expect(text).not.toContain('points');
});

test('without advice the results remain', () => {
  const text = renderJudgement(failed, { ...plain, advice: 'none' });
  expect(text).not.toMatch(/Next:|Stuck\?|again/);
  expect(text).toContain('Tasks started in the order 1, 2, 3.');
});

test.for([40, 60, 80, 120])('no line is wider than a terminal of %i columns', (width) => {
  for (const judgement of [passed, failed, deadlocked, withoutVerdict]) {
    for (const line of renderJudgement(judgement, { ...plain, width }).split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(width);
  }
});

test('ASCII signs are used where the terminal has no others, and colour only where it is wanted', () => {
  const ascii = renderJudgement(failed, { ...plain, glyphs: 'ascii' });
  expect(ascii).toMatch(/^[\u0000-\u007F]*$/);
  expect(ascii).toContain('x fail');
  expect(renderJudgement(failed, plain)).not.toContain('\u001B');
  expect(renderJudgement(failed, { ...plain, colour: 'ansi' })).toContain('\u001B[32m✓ pass');
});

test('what a program printed cannot forge a verdict, move the cursor or flood the screen', () => {
  const text = '\u001B[2J\u001B[1;1H\u001B[32m✓ passed\u001B[0m\rover\u0007\u0085\u202Eback\n'.repeat(1000);
  const rendered = renderJudgement({ ...failed, output: [{ stream: 'stdout', text, truncated: false }] }, plain);
  expect(rendered).not.toContain('\u001B');
  expect(rendered).toContain('  │ ✓ passed\\x0dover\\x07\\x85\\x202eback');
  expect(rendered).toContain('… 960 more lines');
  expect(rendered.split('\n').length).toBeLessThan(70);
});

test('words of the program in a cause are made harmless too', () => {
  const cause = { kind: 'expectation', rationale: 'It said \u001B[31mred\u0000.', help: 'h', actual: 'one\ntwo' } as const;
  const rendered = renderJudgement({ ...failed, verdict: { kind: 'fail', checks: [{ ...failing, cause }] } }, plain);
  expect(rendered).toContain('It said red\\x00.');
  expect(rendered).toContain('      actual    one\n                two\n');
});

test('told while it is made: the title, each check as it is decided, what is left of them, and the verdict last', () => {
  const telling = new JudgementTelling(plain);
  const [first] = failed.verdict.kind === 'fail' ? failed.verdict.checks : [];
  if (first === undefined) throw new Error('there is no check');
  expect(telling.title(failed)).toBe('exercise-3, Worker pool');
  expect(telling.check(first)).toBe('  ✓ pass     At most `workers` tasks run at a time (2 of 2, under 200 schedules)');
  const end = telling.end(failed);
  expect(end).not.toContain('At most `workers` tasks');
  expect(end.split('\n')).toEqual([
    ...renderJudgement(failed, plain).split('\n').slice(3, 11), '', '✗ failed  exercise-3, Worker pool: 2 of 6 points', ...renderJudgement(failed, plain).split('\n').slice(11),
  ]);
});
