import { expect, test } from 'vitest';
import type { Claim } from '../../src/course/expectation.ts';
import { findingKinds } from '../../src/explore/report.ts';
import { claimWords, expectationWords, findingWords, refusedWords } from '../../src/reader/index.ts';

const cases: readonly (readonly [Claim, string])[] = [
  [{ kind: 'output', text: 'a', unordered: false }, 'prints the same under every schedule'],
  [{ kind: 'output', text: 'a', unordered: true }, 'prints the same lines under every schedule, in any order'],
  [{ kind: 'differs', outputs: ['a', 'b'] }, 'prints one of 2 outputs, depending on the schedule'],
  [{ kind: 'finding', finding: 'deadlock' }, 'is caught as a deadlock'],
  [{ kind: 'finding', finding: 'panic', says: 'send on closed channel' }, 'is caught as a panic: "send on closed channel"'],
  [{ kind: 'unfinished' }, 'may end while goroutines are still running'],
  [{ kind: 'type-error', code: 'TS2345' }, 'is refused by the type checker (TS2345)'],
  [{ kind: 'lint', rule: 'no-floating-promises' }, 'is refused by the linter (no-floating-promises)'],
  [{ kind: 'meter', meter: 'goroutines', above: 500 }, 'has more than 500 goroutines alive at once'],
  [{ kind: 'meter', meter: 'queue', above: 100 }, 'has more than 100 values and senders waiting at one channel'],
];

test.each(cases)('%j in words', (claim, words) => {
  expect(claimWords(claim)).toBe(words);
});

test.each(findingKinds)('%s has words of its own', (kind) => {
  expect(findingWords(kind)).toMatch(/^an? /);
});

test('several claims are joined, and the real clock is named', () => {
  expect(expectationWords({ mode: 'native', claims: [{ kind: 'output', text: '', unordered: false }, { kind: 'unfinished' }] }))
    .toBe('prints the same under every schedule; may end while goroutines are still running; runs on the real clock');
});

test('a program that is refused says why it does not run', () => {
  expect(refusedWords({ mode: 'explore', claims: [{ kind: 'type-error', code: 'TS2345' }] })).toBe('This program is refused by the type checker (TS2345), before it runs.');
  expect(refusedWords({ mode: 'explore', claims: [{ kind: 'unfinished' }] })).toBeUndefined();
});
