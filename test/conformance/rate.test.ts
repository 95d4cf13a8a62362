/** The properties of Go's `rate_test.go` (golang.org/x/time/rate) that need no waiting. */
import { describe, expect, test } from 'vitest';
import { go, rate, sync, time } from '../../src/index.ts';
import { expectAllows, expectReserve, t } from './rate-schedule.ts';
import { holds } from './schedules.ts';

describe('limits', () => {
  test('rate/TestLimit: no ordinary limit is the infinite one', () => {
    expect(rate.Inf).not.toBe(10);
  });

  test.each([
    [0, rate.Inf], [-1, rate.Inf],
    [time.Nanosecond, 1e9], [time.Microsecond, 1e6], [time.Millisecond, 1e3],
    [10, 100], [100, 10], [time.Second, 1], [2 * time.Second, 0.5], [2.5 * time.Second, 0.4], [4 * time.Second, 0.25], [10 * time.Second, 0.1],
    [2 ** 63 * time.Nanosecond, 1e9 / 2 ** 63],
  ])('rate/TestEvery: every %d ms is a limit of %d per second', (interval, limit) => {
    const actual = rate.every(interval);
    if (limit === rate.Inf) expect(actual).toBe(rate.Inf);
    else expect(Math.abs(actual / limit - 1)).toBeLessThan(1e-9);
  });

  test('rate/TestZeroLimit: with a limit of 0 the burst is all there is', () => {
    const limiter = new rate.Limiter(0, 1);
    expect([limiter.allow(), limiter.allow()]).toEqual([true, false]);
  });

  test('rate/TestTinyLimit: a tiny limit allows no more than the burst', () => {
    const limiter = new rate.Limiter(1e-10, 1);
    expect([limiter.allow(), limiter.allow()]).toEqual([true, false]);
  });

  test('rate/TestLimiter_noTruncationErrors: a limit with many digits allows the first event', () => {
    expect(new rate.Limiter(0.769_230_769_230_769_3, 1).allow()).toBe(true);
  });
});

describe('allowing', () => {
  test('rate/TestLimiterBurst1: one event a tenth of a second, never two at once', () => {
    expectAllows(new rate.Limiter(10, 1), [
      [0, 1, 1, true], [0, 0, 1, false], [0, 0, 1, false],
      [1, 1, 1, true], [1, 0, 1, false], [1, 0, 1, false],
      [2, 1, 2, false], [2, 1, 1, true], [2, 0, 1, false],
    ]);
  });

  test('rate/TestLimiterBurst3: what is not used is saved up to the burst', () => {
    expectAllows(new rate.Limiter(10, 3), [
      [0, 3, 2, true], [0, 1, 2, false], [0, 1, 1, true], [0, 0, 1, false],
      [1, 1, 4, false],
      [2, 2, 1, true], [3, 2, 1, true],
      [4, 2, 1, true], [4, 1, 1, true], [4, 0, 1, false], [4, 0, 1, false],
      [9, 3, 3, true], [9, 0, 0, true],
    ]);
  });

  test('rate/TestLimiterJumpBackwards: a clock that goes back earns nothing and loses nothing', () => {
    expectAllows(new rate.Limiter(10, 3), [
      [1, 3, 1, true],
      [0, 2, 1, true], [0, 1, 1, true], [0, 0, 1, false], [0, 0, 1, false],
      [1, 1, 1, true], [1, 0, 1, false], [1, 0, 1, false],
      [2, 1, 1, true], [2, 0, 1, false], [2, 0, 1, false],
    ]);
  });

  test('rate/TestSimultaneousRequests: many goroutines get the burst together', () => holds(async () => {
    const limiter = new rate.Limiter(1, 5);
    const wg = new sync.WaitGroup();
    let allowed = 0;
    wg.add(15);
    for (let i = 0; i < 15; i++) go(() => {
      if (limiter.allow()) allowed++;
      wg.done();
    });
    await wg.wait();
    expect(allowed).toBe(5);
  }));

  test('rate/TestLongRunningQPS: over five seconds hardly more and hardly less than the limit', () => {
    const limiter = new rate.Limiter(100, 100);
    const start = time.now();
    let allowed = 0;
    let elapsed = 0;
    for (; elapsed < 5 * time.Second; elapsed += 2) if (limiter.allowN(start + elapsed, 1)) allowed++;
    const ideal = 100 + 100 * elapsed / time.Second;
    expect(allowed).toBeLessThanOrEqual(ideal + 1);
    expect(allowed).toBeGreaterThanOrEqual(Math.floor(0.999 * ideal));
  });
});

describe('reserving', () => {
  test('rate/TestSimpleReserve: a reservation says when its tokens will be there', () => {
    const limiter = new rate.Limiter(10, 2);
    expectReserve(limiter, 0, 2, 0);
    expectReserve(limiter, 0, 2, 2);
    expectReserve(limiter, 3, 2, 4);
  });

  test('rate/TestMix: reserved tokens are missing to those who only ask', () => {
    const limiter = new rate.Limiter(10, 2);
    expectReserve(limiter, 0, 3, 'refused');
    expectReserve(limiter, 0, 2, 0);
    expectAllows(limiter, [[1, 1, 2, false]]);
    expectReserve(limiter, 1, 2, 2);
    expectAllows(limiter, [[1, -1, 1, false], [3, 1, 1, true]]);
  });

  test('rate/TestReserveMax: who would have to wait too long gets nothing and takes nothing', () => {
    const limiter = new rate.Limiter(10, 2);
    expectReserve(limiter, 0, 2, 0, 100);
    expectReserve(limiter, 0, 1, 1, 100);
    expectReserve(limiter, 0, 1, 'refused', 100);
  });

  test('rate/TestReserveJumpBack: reservations of an earlier moment than the last', () => {
    const limiter = new rate.Limiter(10, 2);
    expectReserve(limiter, 1, 2, 1);
    expectReserve(limiter, 0, 1, 1);
    expectReserve(limiter, 2, 2, 3);
    expectReserve(limiter, 0, 3, 'refused');
    expectReserve(limiter, 2, 1, 4);
    expectReserve(limiter, 0, 2, 'refused', 100);
    expectReserve(limiter, 2, 1, 5);
  });

  test('rate/TestReserveSetLimit: a new limit counts from then on', () => {
    const limiter = new rate.Limiter(5, 2);
    expectReserve(limiter, 0, 2, 0);
    expectReserve(limiter, 0, 2, 4);
    limiter.setLimitAt(t(2), 10);
    expectReserve(limiter, 2, 1, 4);
  });

  test('rate/TestReserveSetBurst: a new burst counts from then on', () => {
    const limiter = new rate.Limiter(5, 2);
    expectReserve(limiter, 0, 2, 0);
    expectReserve(limiter, 0, 2, 4);
    limiter.setBurstAt(t(3), 4);
    expectReserve(limiter, 0, 4, 9);
  });
});

describe('cancelling', () => {
  test('rate/TestCancelInvalid: a refused reservation has nothing to give back', () => {
    const limiter = new rate.Limiter(10, 2);
    expectReserve(limiter, 0, 2, 0);
    expectReserve(limiter, 0, 3, 'refused').cancelAt(t(0));
    expectReserve(limiter, 0, 2, 2);
  });

  test('rate/TestCancelLast: the last one gives all back', () => {
    const limiter = new rate.Limiter(10, 2);
    expectReserve(limiter, 0, 2, 0);
    expectReserve(limiter, 0, 2, 2).cancelAt(t(1));
    expectReserve(limiter, 1, 2, 2);
  });

  test('rate/TestCancelTooLate: once its moment has gone by, nothing comes back', () => {
    const limiter = new rate.Limiter(10, 2);
    expectReserve(limiter, 0, 2, 0);
    expectReserve(limiter, 0, 2, 2).cancelAt(t(3));
    expectReserve(limiter, 3, 2, 4);
  });

  test('rate/TestCancel0Tokens: what was reserved after it stays reserved', () => {
    const limiter = new rate.Limiter(10, 2);
    expectReserve(limiter, 0, 2, 0);
    const reservation = expectReserve(limiter, 0, 1, 1);
    expectReserve(limiter, 0, 1, 2);
    reservation.cancelAt(t(0));
    expectReserve(limiter, 0, 1, 3);
  });

  test('rate/TestCancel1Token: the rest comes back', () => {
    const limiter = new rate.Limiter(10, 2);
    expectReserve(limiter, 0, 2, 0);
    const reservation = expectReserve(limiter, 0, 2, 2);
    expectReserve(limiter, 0, 1, 3);
    reservation.cancelAt(t(2));
    expectReserve(limiter, 2, 2, 4);
  });

  test('rate/TestCancelMulti: several, the later first', () => {
    const limiter = new rate.Limiter(10, 4);
    expectReserve(limiter, 0, 4, 0);
    const first = expectReserve(limiter, 0, 3, 3);
    expectReserve(limiter, 0, 1, 4);
    expectReserve(limiter, 0, 1, 5).cancelAt(t(1));
    first.cancelAt(t(1));
    expectReserve(limiter, 1, 3, 5);
  });

  test('rate/TestReserveJumpBackCancel: cancelled at an earlier moment than the last', () => {
    const limiter = new rate.Limiter(10, 2);
    expectReserve(limiter, 1, 2, 1);
    const reservation = expectReserve(limiter, 1, 2, 3);
    expectReserve(limiter, 1, 1, 4);
    reservation.cancelAt(t(0));
    expectReserve(limiter, 1, 2, 4);
  });

  test('rate/TestReserveSetLimitCancel: cancelled after the limit was changed', () => {
    const limiter = new rate.Limiter(5, 2);
    expectReserve(limiter, 0, 2, 0);
    const reservation = expectReserve(limiter, 0, 2, 4);
    limiter.setLimitAt(t(2), 10);
    reservation.cancelAt(t(2));
    expectReserve(limiter, 2, 2, 3);
  });
});
