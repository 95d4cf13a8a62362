import { describe, expect, test } from 'vitest';
import { chan, go, iter, run } from '../../../src/index.ts';
import { collect, numbers } from './sources.ts';

describe('iter: what comes out', () => {
  test('map gives what the function makes of each value, with its index', () => run(async () => {
    expect(await collect(iter.map([1, 2, 3], (value, index) => value * 10 + index))).toEqual([10, 21, 32]);
    expect(await collect(iter.map(numbers([], 2), async (value) => `n${value}`))).toEqual(['n1', 'n2']);
  }));

  test('filter keeps what the function says yes to', () => run(async () => {
    expect(await collect(iter.filter(numbers([], 6), (value) => value % 2 === 0))).toEqual([2, 4, 6]);
    expect(await collect(iter.filter('abcd', async (_, index) => index > 1))).toEqual(['c', 'd']);
  }));

  test('take gives the first, drop the rest', () => run(async () => {
    expect(await collect(iter.take([1, 2, 3], 2))).toEqual([1, 2]);
    expect(await collect(iter.take([1, 2, 3], 5))).toEqual([1, 2, 3]);
    expect(await collect(iter.take([1, 2, 3], 0))).toEqual([]);
    expect(await collect(iter.drop([1, 2, 3], 2))).toEqual([3]);
    expect(await collect(iter.drop([1, 2, 3], 0))).toEqual([1, 2, 3]);
    expect(await collect(iter.drop([1, 2, 3], 5))).toEqual([]);
  }));

  test('chunk gives full groups, and what is left at the end', () => run(async () => {
    expect(await collect(iter.chunk([1, 2, 3, 4, 5], 2))).toEqual([[1, 2], [3, 4], [5]]);
    expect(await collect(iter.chunk([1, 2, 3, 4], 2))).toEqual([[1, 2], [3, 4]]);
    expect(await collect(iter.chunk([], 2))).toEqual([]);
  }));

  test('window gives every full window', () => run(async () => {
    expect(await collect(iter.window([1, 2, 3, 4], 2))).toEqual([[1, 2], [2, 3], [3, 4]]);
    expect(await collect(iter.window([1, 2, 3, 4, 5], 3, 2))).toEqual([[1, 2, 3], [3, 4, 5]]);
    expect(await collect(iter.window([1, 2, 3, 4, 5, 6, 7], 2, 3))).toEqual([[1, 2], [4, 5]]);
    expect(await collect(iter.window([1, 2], 3))).toEqual([]);
  }));

  test('groups belong to whoever receives them', () => run(async () => {
    const seen: number[][] = [];
    for await (const group of iter.window([1, 2, 3], 2)) {
      seen.push([...group]);
      group.fill(0);
    }
    expect(seen).toEqual([[1, 2], [2, 3]]);
  }));

  test('zip puts values together and stops at the shortest', () => run(async () => {
    expect(await collect(iter.zip([1, 2, 3], 'ab', numbers([])))).toEqual([[1, 'a', 1], [2, 'b', 2]]);
    expect(await collect(iter.zip())).toEqual([]);
  }));

  test('flatMap goes through one sequence after the other', () => run(async () => {
    expect(await collect(iter.flatMap([1, 2, 3], (count) => numbers([], count)))).toEqual([1, 1, 2, 1, 2, 3]);
    expect(await collect(iter.flatMap(['ab', 'c'], async (text, index) => [text, index]))).toEqual(['ab', 0, 'c', 1]);
  }));

  test('channels are sources as they are, and with fromChannel', () => run(async () => {
    const ch = chan<number>();
    go(async () => {
      for (let i = 0; i < 4; i++) await ch.send(i);
      ch.close();
    });
    expect(await collect(iter.take(ch, 1))).toEqual([0]);
    expect(await collect(iter.take(iter.fromChannel(ch), 1))).toEqual([1]);
    expect(await collect(iter.map(ch.receiveOnly(), (value) => -value))).toEqual([-2, -3]);
  }));

  test('promises in an ordinary iterable are awaited', () => run(async () => {
    expect(await collect(iter.map([Promise.resolve(1), 2], (value) => value + 1))).toEqual([2, 3]);
  }));

  test('sequences are generators: they can be asked by hand, and gone through once', () => run(async () => {
    const mapped = iter.map([1, 2], (value) => value);
    expect(await mapped.next()).toEqual({ value: 1, done: false });
    expect(await collect(mapped)).toEqual([2]);
    expect(await collect(mapped)).toEqual([]);
  }));

  test('nothing happens before a value is asked for, and none is asked for before it is wanted', () => run(async () => {
    const log: string[] = [];
    const sequence = iter.chunk(iter.filter(iter.map(numbers(log), (value) => value), () => true), 2);
    expect(log).toEqual([]);
    await sequence.next();
    expect(log).toEqual(['source 1', 'source 2']);
    await sequence.return();
    expect(log).toEqual(['source 1', 'source 2', 'source finally']);
  }));
});

describe('iter: counts that cannot be are refused where they are given', () => {
  test.each<[name: string, make: () => unknown, message: string]>([
    ['take', () => iter.take([], -1), 'iter.take: the count is a whole number from 0 up, not -1'],
    ['drop', () => iter.drop([], 0.5), 'iter.drop: the count is a whole number from 0 up, not 0.5'],
    ['chunk', () => iter.chunk([], 0), 'iter.chunk: the size is a whole number from 1 up, not 0'],
    ['window', () => iter.window([], NaN), 'iter.window: the size is a whole number from 1 up, not NaN'],
    ['window, step', () => iter.window([], 1, 0), 'iter.window: the step is a whole number from 1 up, not 0'],
    ['batch', () => iter.batch([], 0, 1), 'iter.batch: the size is a whole number from 1 up, not 0'],
    ['batch, duration', () => iter.batch([], 1, -1), 'iter.batch: a duration is not negative, as -1 is'],
  ])('%s', (_name, make, message) => {
    expect(make).toThrow(new RangeError(message));
  });
});
