import { expect, test } from 'vitest';
import { RealWaker } from '../../src/explore/platform/real-waker.ts';

test('what was under way before is hoped for by those who await the platform, and only for a while', () => {
  const before = setTimeout(() => {}, 60_000);
  using waker = new RealWaker('allow');
  expect([waker.mayWait(0, 'what-began'), waker.mayWait(0, 'anything'), waker.mayWait(300, 'anything')]).toEqual([false, true, false]);
  clearTimeout(before);
});

test('what began since is waited for, but not for ever, and less long the second time', () => {
  using waker = new RealWaker('allow');
  const first = setTimeout(() => {}, 60_000);
  expect([waker.mayWait(0, 'what-began'), waker.mayWait(9_000, 'what-began'), waker.mayWait(11_000, 'what-began')]).toEqual([true, true, false]);
  const second = setTimeout(() => {}, 60_000);
  expect([waker.mayWait(0, 'what-began'), waker.mayWait(1_000, 'what-began')]).toEqual([true, false]);
  clearTimeout(first);
  clearTimeout(second);
});

test('nothing real is waited for when that is forbidden', () => {
  using waker = new RealWaker('forbid');
  const timer = setTimeout(() => {}, 60_000);
  expect(waker.mayWait(0, 'anything')).toBe(false);
  clearTimeout(timer);
});
