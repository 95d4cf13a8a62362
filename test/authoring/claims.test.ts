import { describe, expect, test } from 'vitest';
import { missingFindings, contradictions } from '../../src/authoring/claims.ts';
import type { ProgramOutcome, ProgramRun } from '../../src/authoring/program-protocol.ts';

const outcome = (part: Partial<ProgramOutcome>): ProgramOutcome => ({ verdict: 'pass', output: '', unfinished: 0, count: 1, replay: 't', ...part });
const run = (...outcomes: ProgramOutcome[]): ProgramRun => ({ schedules: 200, outcomes, maxGoroutines: 10, maxQueued: 5 });
const printed = (output: string) => outcome({ output });
const output = (text: string, unordered = false) => ({ kind: 'output', text, unordered }) as const;

describe('an output', () => {
  test('must be the same under every schedule', () => {
    expect(contradictions([output('a\nb')], run(printed('a\nb\n')))).toEqual([]);
    expect(contradictions([output('a\nb')], run(printed('a\nb\n'), printed('b\na\n')))).toEqual([
      'expected: the output\n  | a\n  | b\nhappened: the output (1 of 200 schedules, replay t)\n  | b\n  | a',
    ]);
  });

  test('is counted over all schedules that had it', () => {
    const found = contradictions([output('a')], run(outcome({ output: 'b', count: 150 }), outcome({ output: 'b', unfinished: 1, count: 50 })));
    expect(found[0]).toContain('happened: the output (200 of 200 schedules');
  });

  test('does not count blanks at line ends', () => {
    expect(contradictions([output('a\n\nb')], run(printed('a  \n \nb\n')))).toEqual([]);
    expect(contradictions([output('a')], run(printed('a\n\n')))).toHaveLength(1);
    expect(contradictions([output('a')], run(printed(' a\n')))).toHaveLength(1);
  });

  test('in any order has the same lines, each as often', () => {
    expect(contradictions([output('a\nb', true)], run(printed('b\na\n'), printed('a\nb\n')))).toEqual([]);
    expect(contradictions([output('a\nb', true)], run(printed('a\na\n')))).toHaveLength(1);
  });

  test('allows no finding', () => {
    expect(contradictions([output('')], run(printed(''), outcome({ verdict: 'leak', message: 'goroutine 2 waits' })))).toEqual([
      'expected: no finding\nhappened: leak (1 of 200 schedules, replay t): goroutine 2 waits',
    ]);
  });
});

describe('outputs that differ', () => {
  const differs = { kind: 'differs', outputs: ['a', 'b'] } as const;
  test('are exactly those listed', () => {
    expect(contradictions([differs], run(printed('b\n'), printed('a\n')))).toEqual([]);
    expect(contradictions([differs], run(printed('a\n'), printed('c\n')))[0]).toContain('expected: one of the 2 outputs listed');
    expect(contradictions([differs], run(printed('a\n')))[0]).toBe('expected: under some schedule the output\n  | b\nhappened: never in 200 schedules');
  });
});

describe('a finding', () => {
  const panic = { kind: 'finding', finding: 'panic', says: 'closed channel' } as const;
  test('is seen under some schedule, with the words, and no other is', () => {
    const right = outcome({ verdict: 'panic', message: 'send on closed channel' });
    expect(contradictions([panic], run(printed('fine\n'), right))).toEqual([]);
    expect(contradictions([panic], run(printed('fine\n')))[0]).toContain('expected: panic “closed channel”\nhappened: the output');
    expect(contradictions([panic], run(right, outcome({ verdict: 'deadlock', message: 'stuck' })))[0]).toContain('and nothing else\nhappened: deadlock');
    expect(contradictions([panic], run(outcome({ verdict: 'panic', message: 'close of nil channel' })))[0]).toContain('happened: panic');
  });
});

test('unfinished goroutines and meters are measured over all schedules', () => {
  expect(contradictions([{ kind: 'unfinished' }], run(printed(''), outcome({ unfinished: 2 })))).toEqual([]);
  expect(contradictions([{ kind: 'unfinished' }], run(printed('')))).toHaveLength(1);
  expect(contradictions([{ kind: 'meter', meter: 'goroutines', above: 9 }], run(printed('')))).toEqual([]);
  expect(contradictions([{ kind: 'meter', meter: 'goroutines', above: 10 }], run(printed('')))).toEqual(['expected: goroutines above 10\nhappened: 10 at most']);
  expect(contradictions([{ kind: 'meter', meter: 'queue', above: 4 }], run(printed('')))).toEqual([]);
});

test('several claims must all hold', () => {
  const claims = [output('a'), { kind: 'unfinished' }, { kind: 'meter', meter: 'queue', above: 50 }] as const;
  expect(contradictions(claims, run(printed('b\n')))).toHaveLength(3);
});

test('a race that is claimed beside something else must be found under some schedule', () => {
  const outcome = { output: '', unfinished: 0, count: 1, replay: '' };
  const run = (verdict: 'race' | 'panic'): ProgramRun => ({ schedules: 2, maxGoroutines: 1, maxQueued: 0, outcomes: [{ ...outcome, verdict: 'pass' }, { ...outcome, verdict, message: 'Main writes' }] });
  expect(missingFindings([{ kind: 'finding', finding: 'race' }], run('race'))).toEqual([]);
  expect(missingFindings([{ kind: 'finding', finding: 'race' }], run('panic'))).toEqual(['expected: race\nhappened: under none of 2 schedules']);
});
