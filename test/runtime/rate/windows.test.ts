import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { context, rate, run, time } from '../../../src/index.ts';
import { onVirtualTime, refusalOf, turns } from './virtual-time.ts';

const background = context.background();

/** Something that happens to a limiter: time goes by, then `n` events are asked for or reserved, and perhaps an earlier reservation is cancelled. */
const steps = fc.array(fc.record({
  pause: fc.oneof(fc.constantFrom(0, 1, 10, 100, 1_000), fc.double({ min: 0, max: 50, noNaN: true })),
  n: fc.integer({ min: 1, max: 4 }),
  how: fc.constantFrom<'allow' | 'reserve' | 'cancel'>('allow', 'reserve', 'cancel'),
}), { minLength: 1, maxLength: 60 });

/** Carries out the steps. @returns the moments of all events that stand, in order */
function eventsOf(limiter: rate.RateLimiter, sequence: readonly { pause: number; n: number; how: 'allow' | 'reserve' | 'cancel' }[]): number[] {
  let at = 1_764_000_000_123;
  const events: { moment: number; n: number; reservation?: rate.Reservation }[] = [];
  for (const { pause, n, how } of sequence) {
    at += pause;
    if (how === 'allow') {
      if (limiter.allowN(at, n)) events.push({ moment: at, n });
    } else if (how === 'reserve') {
      const reservation = limiter.reserveN(at, n, 5_000);
      if (reservation.ok) events.push({ moment: at + reservation.delayFrom(at), n, reservation });
    } else {
      const later = events.findIndex(({ moment, reservation }) => reservation !== undefined && moment > at);
      if (later >= 0) events.splice(later, 1)[0]?.reservation?.cancelAt(at);
    }
  }
  return events.flatMap(({ moment, n }) => Array.from({ length: n }, () => moment)).toSorted((a, b) => a - b);
}

/** The most events in any stretch of time that is `window` long and open at its end. */
function most(events: readonly number[], window: number): number {
  return Math.max(0, ...events.map((begin) => events.filter((moment) => moment >= begin && moment < begin + window).length));
}

describe('SlidingWindow', () => {
  test('never more than the limit in any window, whatever is reserved and cancelled', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10 }), fc.constantFrom(7, 100, 333.3), steps, (limit, window, sequence) => {
      // The clock's numbers are a quarter of a microsecond apart.
      expect(most(eventsOf(new rate.SlidingWindow(limit, window), sequence), window - 0.001)).toBeLessThanOrEqual(limit);
    }), { seed: 11, numRuns: 300 });
  });

  test('allows exactly what a list of all events of the last window allows', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 80 }), (limit, pauses) => {
      const limiter = new rate.SlidingWindow(limit, 100);
      let at = 1_000;
      let list: number[] = [];
      for (const pause of pauses) {
        at += pause;
        list = list.filter((moment) => moment > at - 100);
        const expected = list.length < limit;
        if (expected) list.push(at);
        expect(limiter.allowN(at, 1)).toBe(expected);
      }
    }), { seed: 11, numRuns: 300 });
  });

  test('is exact at the boundary where a fixed window lets twice as much through', () => {
    const sliding = new rate.SlidingWindow(5, 1_000);
    const fixed = new rate.FixedWindow(5, 1_000);
    const count = (limiter: rate.RateLimiter): number => [...Array(10).keys()].filter((i) => limiter.allowN(i < 5 ? 1_999 : 2_000, 1)).length;
    expect([count(fixed), count(sliding)]).toEqual([10, 5]);
  });

  test('cancelling one of several that have the same moment leaves the others', () => {
    const limiter = new rate.SlidingWindow(4, 1_000);
    limiter.allowN(0, 4);
    const reservations = [1, 2, 1].map((n) => limiter.reserveN(0, n));
    expect(reservations.map((reservation) => reservation.delayFrom(0))).toEqual([1_000, 1_000, 1_000]);
    reservations[1]?.cancelAt(0);
    expect([limiter.allowN(1_000, 3), limiter.allowN(1_000, 2), limiter.allowN(1_000, 1)]).toEqual([false, true, false]);
  });

  test('remembers no more than the last window', () => {
    const limiter = new rate.SlidingWindow(1_000, 10);
    for (let at = 0; at < 100_000; at++) limiter.allowN(at, 100);
    expect(limiter.restsAt()).toBe(99_999 + 10);
  });
});

describe('FixedWindow', () => {
  test('never more than the limit in a window, nor more than twice as much in any stretch as long', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 10 }), fc.constantFrom(7, 100, 1_000), steps, (limit, window, sequence) => {
      const events = eventsOf(new rate.FixedWindow(limit, window), sequence);
      const perWindow = Map.groupBy(events, (moment) => Math.floor(moment / window));
      expect(Math.max(0, ...[...perWindow.values()].map((inside) => inside.length))).toBeLessThanOrEqual(limit);
      expect(most(events, window)).toBeLessThanOrEqual(2 * limit);
    }), { seed: 11, numRuns: 300 });
  });

  test('begins afresh when the next window begins, at a whole multiple of its length', () => {
    const limiter = new rate.FixedWindow(2, 1_000);
    expect([5_900, 5_950, 5_999, 6_000, 6_001, 6_002].map((at) => limiter.allowN(at, 1))).toEqual([true, true, false, true, true, false]);
  });

  test('whoever waits goes when a window with room begins', () => onVirtualTime(async () => {
    // Virtual time begins at a whole second.
    const moments = await turns(new rate.FixedWindow(2, time.Second), background, 5);
    expect(moments.map((moment) => Math.round(moment))).toEqual([0, 0, 1_000, 1_000, 2_000]);
  }));

  test('a limit of 0 allows nothing, and nobody waits for it', () => run(async () => {
    for (const limiter of [new rate.FixedWindow(0, 1), new rate.SlidingWindow(0, 1)]) {
      expect(limiter.allow()).toBe(false);
      expect(await refusalOf(limiter.wait(background))).toBe("never: rate: Wait(n=1) exceeds the window's limit 0");
    }
  }));
});

describe('LeakyBucket', () => {
  test('events leave it evenly, whatever is reserved and cancelled', () => {
    fc.assert(fc.property(fc.constantFrom(3, 10, 1_000, 7_777), fc.integer({ min: 3, max: 200 }), steps, (limit, capacity, sequence) => {
      const events = [...Map.groupBy(eventsOf(new rate.LeakyBucket(limit, capacity), sequence), (moment) => moment)];
      for (const [i, [moment]] of events.entries()) {
        const before = events[i - 1];
        if (before) expect(moment - before[0]).toBeGreaterThanOrEqual(before[1].length * 1_000 / limit - 0.001);
      }
    }), { seed: 11, numRuns: 300 });
  });

  test('a crowd goes out at the limit, one by one', () => onVirtualTime(async () => {
    const moments = await turns(new rate.LeakyBucket(10, 9), background, 10);
    expect(moments.map((moment) => Math.round(moment))).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900]);
  }));

  test('who finds the queue full is refused at once, until somebody has left', () => onVirtualTime(async () => {
    const limiter = new rate.LeakyBucket(10, 2);
    const at = time.now();
    expect([1, 2, 3, 4].map(() => limiter.reserveN(at, 1).ok)).toEqual([true, true, true, false]);
    expect(await refusalOf(limiter.wait(background))).toBe('full: rate: Wait(n=1) finds the bucket full: its capacity is 2');
    await time.sleep(101);
    await limiter.wait(background);
    expect(time.since(at)).toBeGreaterThan(299);
  }));

  test('with no capacity it only keeps events apart', () => {
    const limiter = new rate.LeakyBucket(10, 0);
    expect([0, 50, 99, 100, 150, 200].map((at) => limiter.reserveN(at, 1).ok)).toEqual([true, false, false, true, false, true]);
  });

  test('a million a second are a microsecond apart, on the clock of our days too', () => {
    const limiter = new rate.LeakyBucket(1e6, 1e6);
    const at = 1_764_000_000_000;
    for (let i = 0; i < 1_000; i++) limiter.reserveN(at, 1);
    expect(limiter.reserveN(at, 1).delayFrom(at)).toBeCloseTo(1, 3);
  });
});

test.each<[name: string, make: () => unknown]>([
  ['a leaky bucket without an outflow', () => new rate.LeakyBucket(0, 1)],
  ['a leaky bucket with an infinite one', () => new rate.LeakyBucket(Infinity, 1)],
  ['half a capacity', () => new rate.LeakyBucket(1, 0.5)],
  ['a window of no length', () => new rate.FixedWindow(1, 0)],
  ['a window that is no number', () => new rate.SlidingWindow(1, NaN)],
  ['a negative limit', () => new rate.SlidingWindow(-1, 1)],
])('%s is refused', (_name, make) => {
  expect(make).toThrow(RangeError);
});
