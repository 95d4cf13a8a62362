import { expect, test } from 'vitest';
import type { RunDocument } from '../../src/report/index.ts';
import { renderRun } from '../../src/report/index.ts';
import { deadlock, plain } from './judgements.ts';

const base: RunDocument = {
  schema: 'concurrency-tutor/run/v1', mode: 'explore', verdict: 'pass', schedules: 200, seed: 1, races: 'checked', controlled: true, unfinished: 0,
  findings: [], outcomes: [{ verdict: 'pass', output: 'done\n', errors: '', unfinished: 0, count: 200, schedule: 1, replay: 'v1.A' }],
  output: [{ stream: 'stdout', text: 'done\n', truncated: false }], problems: [],
};
const command = 'concurrency-tutor run main.ts';

test('a program that passes says under how many schedules, and what it printed', () => {
  expect(renderRun(base, command, plain)).toBe([
    '✓ pass  200 schedules, seed 1',
    '',
    '  Your program printed:',
    '  │ done',
  ].join('\n'));
});

test('a finding is told in a paragraph, with one next step, how it came about, and the command that repeats it', () => {
  const told = { ...structuredClone(deadlock), topic: 'deadlock.receive', nextStep: 'Find out who should send.' };
  const found: RunDocument = { ...base, verdict: 'deadlock', findings: [told as RunDocument['findings'][number]], output: [] };
  expect(renderRun(found, command, plain)).toBe([
    '✗ deadlock  200 schedules, seed 1',
    '',
    'deadlock: Every goroutine waits, and none can be woken.',
    '',
    'Next: Find out who should send.',
    'Pitfall 3.P2 is about this: concurrency-tutor lesson channels',
    '',
    'How it came about:',
    'step  main             goroutine 4',
    '      ──────────────── ────────────────',
    '   1  starts',
    '   2                   sends on `jobs`',
    '',
    'See it again, with all details:',
    '  concurrency-tutor run main.ts --replay v1.AAAA-BBBB',
  ].join('\n'));
});

test('a schedule that is repeated is told with every picture', () => {
  const found: RunDocument = { ...base, mode: 'replay', verdict: 'deadlock', findings: [structuredClone(deadlock) as RunDocument['findings'][number]], output: [] };
  const text = renderRun(found, command, plain);
  expect(text).toContain('\nmain         █··\ngoroutine 4   █·\n');
  expect(text).toContain('goroutine 4 [chan send]:\nfunc(...)  waits send on `jobs`\n    pool.ts:14:9\ncreated by a go statement\n    pool.ts:8:5\n');
  expect(text).toContain('--replay v1.AAAA-BBBB --trace trace.html');
});

test('schedules that come out differently are listed with how often', () => {
  const differs: RunDocument = {
    ...base, unfinished: 1, races: 'not checked', controlled: false,
    outcomes: [{ ...base.outcomes[0]!, count: 150 }, { verdict: 'pass', output: '', errors: '', unfinished: 1, count: 50, schedule: 3, replay: 'v1.B' }],
  };
  const text = renderRun(differs, command, plain);
  expect(text).toMatch(/^≠ output differs {2}nothing is caught in 200 schedules/);
  expect(text).toContain('The 200 schedules came out in 2 ways:\n    150  pass\n         │ done\n     50  pass, printed nothing\n');
  expect(text).toContain('When main returned, up to 1 goroutine had not ended yet; each would have ended\nby itself.');
  expect(text).toContain('Note: data races were not looked for.');
  expect(text).toContain('so repeating a schedule is best\neffort.');
});

test('schedules that print the same lines in different orders are one way', () => {
  const [first] = base.outcomes;
  const outcomes = [{ ...first!, output: 'a\nb\n', count: 120 }, { ...first!, output: 'b\na\n', count: 80 }];
  const text = renderRun({ ...base, outcomes }, command, plain);
  expect(text).toMatch(/^✓ pass {2}200 schedules/);
  expect(text).toContain('The lines are the same under every schedule, in 2 different orders.');
});

test('a program that cannot be loaded shows each reason with its place', () => {
  const broken: RunDocument = { ...base, mode: 'native', verdict: 'load-error', outcomes: [], output: [], problems: [{ message: 'Expected ";"', at: { file: 'a.ts', line: 3, column: 9 } }, { message: 'No such module' }] };
  expect(renderRun(broken, command, plain)).toBe('✗ load-error  the program cannot be loaded\n  a.ts:3:9\n  Expected ";"\n  No such module');
});
