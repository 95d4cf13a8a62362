/** What all limiters have in common, whatever their algorithm. */
import { describe, expect, test } from 'vitest';
import { context, rate, run, sync, time } from '../../../src/index.ts';
import { giveUp, onVirtualTime, refusalOf, turns } from './virtual-time.ts';

const background = context.background();

/** Ten a second each; three at once where the algorithm knows of bursts. */
const limiters: readonly [name: string, make: () => rate.RateLimiter, atOnce: number][] = [
  ['Limiter', () => new rate.Limiter(10, 3), 3],
  ['LeakyBucket', () => new rate.LeakyBucket(10, 100), 1],
  ['FixedWindow', () => new rate.FixedWindow(3, 300), 3],
  ['SlidingWindow', () => new rate.SlidingWindow(3, 300), 3],
];

describe.each(limiters)('%s', (_name, make, atOnce) => {
  test('allows so many at once, and then none', () => {
    const limiter = make();
    const at = 1_000_000_000;
    let allowed = 0;
    while (allowed < 1_000 && limiter.allowN(at, 1)) allowed++;
    expect(allowed).toBe(atOnce);
    expect(limiter.allowN(at + 10_000, 1)).toBe(true);
  });

  test('no event counts as nothing', () => {
    const limiter = make();
    for (let i = 0; i < 10; i++) expect(limiter.allowN(0, 0)).toBe(true);
    expect(limiter.reserveN(0, 0).delayFrom(0)).toBe(0);
    expect(limiter.allowN(0, 1)).toBe(true);
  });

  test('goroutines that wait get their turns at the limit, on virtual time', () => onVirtualTime(async () => {
    const moments = await turns(make(), background, 13);
    const first = moments[0] ?? NaN;
    expect(moments).toHaveLength(13);
    expect(moments.filter((moment) => moment - first < 1)).toHaveLength(atOnce);
    expect((moments.at(-1) ?? NaN) - first).toBeGreaterThan(10 / atOnce * 100);
    expect((moments.at(-1) ?? NaN)).toBeLessThan(1_500);
  }));

  test('goroutines that wait get their turns at the limit, on the real clock, and none too early', () => run(async () => {
    const limiter = make();
    const start = time.now();
    const moments = await turns(limiter, background, atOnce + 1);
    // A fixed window may end at any time; the others know when they began.
    if (!(limiter instanceof rate.FixedWindow)) expect(moments.at(-1)).toBeGreaterThanOrEqual(99);
    expect(limiter.restsAt()).toBeGreaterThan(start);
  }));

  test('the first to wait is the first to go', () => onVirtualTime(async () => {
    const limiter = make();
    const moments: number[] = [];
    const wg = new sync.WaitGroup();
    for (let i = 0; i < 8; i++) {
      wg.go(async () => {
        await limiter.wait(background);
        moments[i] = time.now();
      });
      // So that each has begun to wait before the next one does.
      await time.sleep(1);
    }
    await wg.wait();
    // In a fixed window several go in the same moment; then the schedule decides who writes it down first.
    for (const [i, moment] of moments.entries()) expect(moment).toBeGreaterThan((moments[i - 1] ?? 0) - 0.1);
  }));

  test('a reservation tells how long to wait, and cancelling it frees the place', () => {
    const limiter = make();
    const at = 3_000_000;
    while (limiter.allowN(at, 1));
    const first = limiter.reserveN(at, 1);
    const delay = first.delayFrom(at);
    expect([first.ok, delay > 0, first.delayFrom(at + delay), first.delayFrom(at + 10_000)]).toEqual([true, true, 0, 0]);
    first.cancelAt(at);
    expect(limiter.reserveN(at, 1).delayFrom(at)).toBe(delay);
  });

  test('cancelled twice, it frees the place once', () => {
    const limiter = make();
    const at = 3_000_000;
    const reservations = Array.from({ length: atOnce + 3 }, () => limiter.reserveN(at, 1));
    const next = limiter.reserveN(at, 1);
    const delay = next.delayFrom(at);
    for (let i = 0; i < 3; i++) next.cancelAt(at);
    expect(limiter.reserveN(at, 1).delayFrom(at)).toBe(delay);
    expect(reservations.every(({ ok }) => ok)).toBe(true);
  });

  test('cancelled after its moment, it frees nothing', () => {
    const limiter = make();
    const at = 3_000_000;
    for (let i = 0; i < atOnce; i++) limiter.reserveN(at, 1).cancelAt(at + 1);
    expect(limiter.allowN(at + 1, 1)).toBe(false);
  });

  test('a reservation that would take too long is refused, and takes nothing', () => {
    const limiter = make();
    const at = 3_000_000;
    while (limiter.allowN(at, 1));
    const refused = limiter.reserveN(at, 1, 1);
    expect([refused.ok, refused.delay(), refused.delayFrom(at)]).toEqual([false, rate.InfDuration, rate.InfDuration]);
    refused.cancel();
    expect(limiter.reserveN(at, 1).delayFrom(at)).toBeLessThanOrEqual(300);
  });

  test('a wait that would outlast the deadline fails at once; one whose context has ended does too', () => onVirtualTime(async () => {
    const limiter = make();
    while (limiter.allow());
    const start = time.now();
    const [ctx, cancel] = context.withTimeout(background, 2);
    const message = 'rate: Wait(n=1) would exceed context deadline';
    expect(await refusalOf(limiter.wait(ctx))).toBe(`deadline: ${message}`);
    cancel();
    expect(await refusalOf(limiter.wait(ctx))).toBe(context.Canceled);
    expect(time.since(start)).toBeLessThan(1);
  }));

  // Go's algorithm keeps what was reserved after a cancelled one, cancelled or not: that is how Go's limiter is held to it here too.
  if (!(make() instanceof rate.Limiter)) test('waits that are given up together free all their places', () => onVirtualTime(async () => {
    const limiter = make();
    while (limiter.allow());
    const alone = limiter.reserve();
    const end = time.now() + alone.delay();
    await giveUp(limiter, 20);
    alone.cancel();
    const at = time.now();
    expect(limiter.reserveN(at, 1).delayFrom(at)).toBeCloseTo(Math.max(0, end - at), 3);
  }));

  test('it rests when it is as good as new', () => {
    const limiter = make();
    expect(limiter.restsAt()).toBeLessThan(0);
    for (let i = 0; i < 3; i++) limiter.reserveN(900, 1);
    const rests = limiter.restsAt();
    expect(rests).toBeGreaterThan(900);
    let allowed = 0;
    while (limiter.allowN(rests, 1)) allowed++;
    expect(allowed).toBe(atOnce);
  });

  test('arguments that make no sense are refused', () => {
    const limiter = make();
    for (const n of [-1, 0.5, NaN, Infinity]) expect(() => limiter.allowN(0, n)).toThrow(RangeError);
    expect(() => limiter.allowN(NaN, 1)).toThrow(TypeError);
    expect(() => limiter.reserveN(0, -1)).toThrow(RangeError);
    return expect(limiter.waitN(background, -1)).rejects.toThrow(RangeError);
  });

  test('more than it ever allows is refused at once, and says so', () => run(async () => {
    const limiter = make();
    expect(limiter.allowN(time.now(), 1_000)).toBe(false);
    expect(limiter.reserveN(time.now(), 1_000).ok).toBe(false);
    expect(await refusalOf(limiter.waitN(background, 1_000))).toMatch(/^never: rate: Wait\(n=1000\) exceeds /);
  }));
});
