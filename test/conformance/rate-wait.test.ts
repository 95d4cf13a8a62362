/** The properties of the tests of `Wait` in Go's `rate_test.go`, on virtual time and under many schedules. */
import { describe, expect, test } from 'vitest';
import { context, go, rate, time, type Context } from '../../src/index.ts';
import { expectElapsed, underSchedules } from './under-schedules.ts';
import { D } from './rate-schedule.ts';

/** Waits for `n`, and compares how long it took, in units, and how it ended. */
async function expectWait(limiter: rate.Limiter, ctx: Context, n: number, units: number, failure?: unknown): Promise<void> {
  const start = time.now();
  let thrown: unknown;
  try {
    await limiter.waitN(ctx, n);
  } catch (error) {
    thrown = error;
  }
  expect(thrown instanceof rate.WaitError ? thrown.message : thrown).toBe(failure);
  expectElapsed(start, units * D);
}

describe('waiting', () => {
  test('rate/TestWaitSimple: at once, later, not at all', () => underSchedules(async () => {
    const limiter = new rate.Limiter(10, 3);
    const [ctx, cancel] = context.withCancel(context.background());
    cancel();
    await expectWait(limiter, ctx, 1, 0, context.Canceled);
    await expectWait(limiter, context.background(), 4, 0, "rate: Wait(n=4) exceeds limiter's burst 3");
    await expectWait(limiter, context.background(), 2, 0);
    await expectWait(limiter, context.background(), 3, 2);
  }));

  test('rate/TestWaitCancel: whoever is cancelled while waiting gives the tokens back', () => underSchedules(async () => {
    const limiter = new rate.Limiter(10, 3);
    const [ctx, cancel] = context.withCancel(context.background());
    await expectWait(limiter, ctx, 2, 0);
    go(async () => {
      await time.sleep(D);
      cancel();
    });
    await expectWait(limiter, ctx, 3, 1, context.Canceled);
    expect(Math.round(limiter.tokens())).toBe(2);
    await expectWait(limiter, context.background(), 2, 0);
  }));

  test('rate/TestWaitTimeout: a wait that would end after the deadline fails at once', () => underSchedules(async () => {
    const limiter = new rate.Limiter(10, 3);
    const [ctx, cancel] = context.withTimeout(context.background(), D);
    await expectWait(limiter, ctx, 2, 0);
    await expectWait(limiter, ctx, 3, 0, 'rate: Wait(n=3) would exceed context deadline');
    cancel();
  }));

  test('rate/TestWaitInf: without a limit the burst does not matter', () => underSchedules(async () => {
    await expectWait(new rate.Limiter(rate.Inf, 0), context.background(), 3, 0);
  }));

  test('rate/TestSetAfterZeroLimit: an empty bucket with a limit of 0 earns again once there is a limit', () => underSchedules(async () => {
    const limiter = new rate.Limiter(0, 1);
    expect([limiter.allow(), limiter.allow()]).toEqual([true, false]);
    limiter.setLimit(10);
    await expectWait(limiter, context.background(), 1, 1);
  }));
});
