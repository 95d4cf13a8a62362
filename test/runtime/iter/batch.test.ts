import { describe, expect, test } from 'vitest';
import { chan, DeadlockError, go, iter, run, time } from '../../../src/index.ts';
import { underSchedules } from '../../conformance/under-schedules.ts';
import { collect, type Log, numbers, paced, rejection } from './sources.ts';

const failure = new Error('it fails');

describe('iter.batch', () => {
  test('a batch is complete by size, or by time since its first value', () => underSchedules(async () => {
    const start = time.now();
    const seen: [batch: number[], at: number][] = [];
    for await (const group of iter.batch(paced(5, 1, 1, 20, 1, 30, 1), 3, 10)) seen.push([group, Math.round(time.since(start))]);
    expect(seen).toEqual([[[0, 1, 2], 7], [[3, 4], 37], [[5, 6], 59]]);
  }, 30));

  test('it is never empty, and without a limit of time only the size counts', () => underSchedules(async () => {
    expect(await collect(iter.batch(paced(100, 100, 100), 2, 10))).toEqual([[0], [1], [2]]);
    expect(await collect(iter.batch(paced(100, 100, 100), 2, Infinity))).toEqual([[0, 1], [2]]);
    expect(await collect(iter.batch([], 2, 10))).toEqual([]);
    expect(await collect(iter.batch([1, 2, 3], 2, 10))).toEqual([[1, 2], [3]]);
  }, 30));

  test('no timer is left of a batch that is complete: a deadlock afterwards is seen at once', async () => {
    await expect(run(async () => {
      expect(await collect(iter.batch([1, 2, 3], 2, time.Hour))).toEqual([[1, 2], [3]]);
      await chan<never>().receive();
    })).rejects.toBeInstanceOf(DeadlockError);
  });

  test('a failure comes instead of what was gathered', () => underSchedules(async () => {
    const groups: number[][] = [];
    expect(await rejection((async () => {
      const failing = iter.map([1, 2, 3, 4], (value) => {
        if (value === 4) throw failure;
        return value;
      });
      for await (const group of iter.batch(failing, 2, Infinity)) groups.push(group);
    })())).toBe(failure);
    expect(groups).toEqual([[1, 2]]);
  }));

  test('leaves nobody behind when the loop is left', () => underSchedules(async () => {
    const log: Log = [];
    const ch = chan<number>();
    go(() => ch.send(1));
    for await (const group of iter.batch(iter.merge(ch, numbers(log)), 2, 5)) {
      expect(group.length).toBeGreaterThan(0);
      if (group.includes(1)) break;
    }
    const [value] = ch.tryReceive() ?? [];
    expect([undefined, 1]).toContain(value);
  }, 100));

  test('on the real clock', () => run(async () => {
    // Nobody closes it: only time can complete the batch.
    for await (const group of iter.batch(iter.merge([1], chan<number>()), 10, 5)) {
      expect(group).toEqual([1]);
      break;
    }
  }));
});
