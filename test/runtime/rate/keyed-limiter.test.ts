import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { context, rate, run, sync, time } from '../../../src/index.ts';
import { startProgram } from '../../support/child-program.ts';
import { onVirtualTime, refusalOf } from './virtual-time.ts';

const background = context.background();
const burstOf = (burst: number) => (): rate.Limiter => new rate.Limiter(1, burst);

describe('KeyedLimiter', () => {
  test('each key has a limiter of its own, made when it is first seen', () => run(async () => {
    const made: string[] = [];
    const limiter = new rate.KeyedLimiter((key) => {
      made.push(key);
      return new rate.Limiter(0, key === 'admin' ? 3 : 1);
    });
    expect(['ann', 'bob', 'ann', 'admin', 'admin', 'admin', 'admin'].map((key) => limiter.allow(key))).toEqual([true, true, false, true, true, true, false]);
    expect([made, limiter.size]).toEqual([['ann', 'bob', 'admin'], 3]);
  }));

  test('keys may be objects, and limiters of any kind', () => {
    const limiter = new rate.KeyedLimiter<object>(() => new rate.SlidingWindow(2, time.Hour));
    const [one, other] = [{}, {}];
    expect([limiter.allowN(one, 2), limiter.allowN(one, 1), limiter.allowN(other, 1), limiter.reserve(other).ok]).toEqual([true, false, true, true]);
  });

  test('goroutines wait for their own key only', () => onVirtualTime(async () => {
    const limiter = new rate.KeyedLimiter(burstOf(1));
    const start = time.now();
    const wg = new sync.WaitGroup();
    for (const key of ['a', 'b', 'c']) wg.go(async () => {
      for (let i = 0; i < 3; i++) await limiter.wait(background, key);
    });
    await wg.wait();
    expect(Math.round(time.since(start))).toBe(2_000);
  }));

  test('a key that is not used expires, and what others do drops it', () => onVirtualTime(async () => {
    const limiter = new rate.KeyedLimiter(burstOf(1), { expireAfter: time.Minute });
    for (let i = 0; i < 100; i++) limiter.allow(`user ${i}`);
    await time.sleep(30 * time.Second);
    limiter.allow('user 0');
    expect(limiter.size).toBe(100);
    await time.sleep(31 * time.Second);
    for (let i = 0; i < 50; i++) limiter.allow('somebody');
    expect(limiter.size).toBe(2);
  }, 5));

  test('a key whose limiter is not as good as new does not expire, however long it is not used', () => onVirtualTime(async () => {
    const limiter = new rate.KeyedLimiter((key) => new rate.Limiter(key === 'slow' ? 1 / 3_600 : 1, 1), { expireAfter: time.Second });
    limiter.allow('slow');
    limiter.allow('quick');
    await time.sleep(time.Minute);
    expect([limiter.sweep(), limiter.size, limiter.allow('slow')]).toEqual([1, 1, false]);
    await time.sleep(time.Hour);
    expect([limiter.sweep(), limiter.size]).toEqual([1, 0]);
  }, 5));

  test('one that never rests does not keep others from expiring', () => onVirtualTime(async () => {
    const limiter = new rate.KeyedLimiter((key) => new rate.Limiter(key.startsWith('never') ? 0 : 1, 1), { expireAfter: time.Second });
    for (let i = 0; i < 10; i++) limiter.allow(`never ${i}`);
    for (let i = 0; i < 10; i++) limiter.allow(`quick ${i}`);
    await time.sleep(time.Minute);
    for (let i = 0; i < 40; i++) limiter.allow('somebody');
    expect(limiter.size).toBe(11);
  }, 5));

  test('keys that come once take no more room than those of a moment', () => onVirtualTime(async () => {
    const limiter = new rate.KeyedLimiter<number>(burstOf(1), { expireAfter: time.Second });
    let largest = 0;
    for (let second = 0; second < 20; second++) {
      for (let i = 0; i < 1_000; i++) limiter.allow(second * 1_000 + i);
      largest = Math.max(largest, limiter.size);
      await time.sleep(1_100);
    }
    expect(largest).toBeLessThanOrEqual(2_000);
  }, 2));

  test('there are never more than maxKeys: the one that was unused for longest is lost', () => run(async () => {
    const limiter = new rate.KeyedLimiter(() => new rate.Limiter(0, 1), { maxKeys: 3 });
    for (const key of ['a', 'b', 'c', 'a', 'd']) limiter.allow(key);
    expect(limiter.size).toBe(3);
    expect(['a', 'c', 'd', 'b'].map((key) => limiter.allow(key))).toEqual([false, false, false, true]);
  }));

  test('or a new key is refused, until one has expired', () => onVirtualTime(async () => {
    const limiter = new rate.KeyedLimiter(burstOf(1), { maxKeys: 2, whenFull: 'refuse', expireAfter: time.Second });
    expect([limiter.allow('a'), limiter.allow('b'), limiter.allow('c'), limiter.reserve('c').ok]).toEqual([true, true, false, false]);
    expect(await refusalOf(limiter.wait(background, 'c'))).toBe('full: rate: no room for another key: 2 are in use');
    await time.sleep(2 * time.Second);
    expect([limiter.allow('c'), limiter.size <= 2]).toEqual([true, true]);
  }, 5));

  test('the key that is asked for is not forgotten while it is asked', () => run(async () => {
    const limiter = new rate.KeyedLimiter(() => new rate.Limiter(0.001, 2), { expireAfter: 0 });
    limiter.limiter('a');
    expect(limiter.size).toBe(1);
    expect([limiter.allow('a'), limiter.allow('a'), limiter.allow('a')]).toEqual([true, true, false]);
  }));

  test('forgetting keys never gives anybody more than the limit', () => {
    return fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom('a', 'a', 'b'), fc.constantFrom(0, 0, 10, 500, 3_000)), { maxLength: 40 }), (calls) => onVirtualTime(async () => {
      const forgetful = new rate.KeyedLimiter(burstOf(2), { expireAfter: 0 });
      const faithful = new rate.KeyedLimiter(burstOf(2), { expireAfter: Infinity });
      for (const [key, pause] of calls) {
        await time.sleep(pause);
        const at = time.now();
        expect(forgetful.limiter(key)?.allowN(at, 1)).toBe(faithful.limiter(key)?.allowN(at, 1));
      }
    }, 1)), { seed: 11, numRuns: 50 });
  });

  test('nothing of it keeps a program alive or counts as something to wait for', async () => {
    const program = startProgram(`
      const { rate } = await import(${JSON.stringify(new URL('../../../src/index.ts', import.meta.url).href)});
      const limiter = new rate.KeyedLimiter(() => new rate.Limiter(1, 1), { expireAfter: 3_600_000 });
      limiter.allow('a');
      await run(async () => { limiter.allow('b'); await chan().receive(); }).catch((error) => console.log(error.name, limiter.size));
    `);
    expect(await program.end()).toMatchObject({ code: 0, stdout: 'DeadlockError 2\n' });
  });

  test.each([{ expireAfter: -1 }, { expireAfter: NaN }, { maxKeys: 0 }, { maxKeys: 1.5 }])('%j is refused', (options) => {
    expect(() => new rate.KeyedLimiter(burstOf(1), options)).toThrow(RangeError);
  });
});
