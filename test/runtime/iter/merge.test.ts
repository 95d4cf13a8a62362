import { describe, expect, test } from 'vitest';
import { chan, context, DeadlockError, go, iter, Panic, panic, run, runtime, sync, time } from '../../../src/index.ts';
import { expectElapsed, underSchedules, verdictOf } from '../../conformance/under-schedules.ts';
import { collect, counting, type Log, numbers, paced, plain, rejection, stuck } from './sources.ts';

const failure = new Error('it fails');

describe('iter.merge', () => {
  test('gives every value once, each source in its own order, and in many orders together', async () => {
    const orders = new Set<string>();
    await underSchedules(async () => {
      const seen = await collect(iter.merge(numbers([], 3), iter.map(numbers([], 3), (value) => `s${value}`)));
      expect(seen.filter((value) => typeof value === 'number')).toEqual([1, 2, 3]);
      expect(seen.filter((value) => typeof value === 'string')).toEqual(['s1', 's2', 's3']);
      orders.add(seen.join());
    }, 200);
    expect(orders.size).toBeGreaterThan(5);
  });

  test('of nothing ends at once', () => underSchedules(async () => {
    expect(await collect(iter.merge())).toEqual([]);
  }, 5));

  test('a slow source does not keep a fast one waiting', () => underSchedules(async () => {
    const start = time.now();
    expect(await collect(iter.merge(paced(30), iter.map(paced(10, 10), String)))).toEqual(['0', '1', 0]);
    expectElapsed(start, 30);
  }));

  test('leaves nobody behind when the loop is left, whatever its sources are at', () => underSchedules(async () => {
    const log: Log = [];
    const silent = chan<number>();
    let seen = 0;
    for await (const _ of iter.merge(numbers(log, Infinity, 'a'), plain(log, Infinity, 'b'), silent, iter.map(iter.fromChannel(silent), (value) => value))) {
      if (++seen === 3) break;
    }
    for (const name of ['a', 'b']) {
      const begun = log.includes(`${name} 1`);
      expect(log.filter((line) => line === `${name} finally`)).toHaveLength(begun ? 1 : 0);
    }
    expect(runtime.numGoroutine()).toBe(1);
  }, 200));

  test('a source that has not been begun when the loop is left is not begun any more', async () => {
    const begun = new Set<boolean>();
    await underSchedules(async () => {
      const source = counting();
      for await (const value of iter.merge(['first'], source)) if (value === 'first') break;
      expect(source.returns).toBe(source.nexts > 0 ? 1 : 0);
      begun.add(source.nexts > 0);
    }, 100);
    expect(begun).toEqual(new Set([true, false]));
  });

  test('nothing is lost from a channel that nobody waited for when the loop was left', () => underSchedules(async () => {
    const ch = chan<number>(3);
    for (const i of [1, 2, 3]) await ch.send(i);
    for await (const value of iter.take(iter.merge(ch), 1)) expect(value).toBe(1);
    // The goroutine is at most one value ahead.
    expect(ch.length).toBeGreaterThanOrEqual(1);
  }));

  test('the first failure stops the others, and comes when they are closed', () => underSchedules(async () => {
    const log: Log = [];
    const failing = iter.map(numbers(log, 1, 'bad'), () => { throw failure; });
    expect(await rejection(collect(iter.merge(numbers(log), chan<number>(), failing)))).toBe(failure);
    expect(log.filter((line) => line === 'source finally')).toHaveLength(log.includes('source 1') ? 1 : 0);
    expect(runtime.numGoroutine()).toBe(1);
  }, 100));

  test('a panic of a source can be caught in the loop, and goexit ends the goroutine of the loop', () => underSchedules(async () => {
    const caught = await rejection(collect(iter.merge(iter.map([1], () => panic('oops')))));
    expect([caught instanceof Panic, (caught as Panic).value]).toEqual([true, 'oops']);
    const wg = new sync.WaitGroup();
    let went = false;
    wg.add();
    go(async () => {
      try {
        await collect(iter.merge(iter.map([1], () => runtime.goexit())));
        went = true;
      } finally {
        wg.done();
      }
    });
    await wg.wait();
    expect(went).toBe(false);
  }, 20));

  test('a source that waits for something else than a channel keeps the loop waiting; withContext around it does not', async () => {
    const leave = async (source: iter.Seq<string>): Promise<void> => {
      for await (const _ of iter.merge(source, chan<string>())) {
        // By then the source is asked for the second value.
        await time.sleep(1);
        break;
      }
    };
    expect(await verdictOf(() => leave(stuck()))).toBe('deadlock');
    await expect(run(() => leave(stuck()))).rejects.toBeInstanceOf(DeadlockError);
    // The one it can do nothing about is named, but the loop has been left.
    const [ctx, cancel] = context.withCancel(context.background());
    await run(() => leave(iter.withContext(ctx, stuck())));
    cancel();
    expect(await verdictOf(async () => {
      const [ctx, cancel] = context.withCancel(context.background());
      await leave(iter.withContext(ctx, stuck()));
      cancel();
    })).toBe('leak');
  });

  test('its goroutines bear its name', () => run(async () => {
    const merged = iter.merge(numbers([]), chan<number>());
    await merged.next();
    expect(runtime.stack()).toMatch(/goroutine 3 \[select\]:\nmerge/);
    await merged.return();
  }));
});
