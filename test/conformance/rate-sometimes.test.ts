/** The properties of Go's `sometimes_test.go` (golang.org/x/time/rate): its tests and its examples. */
import { describe, expect, test } from 'vitest';
import { rate, time } from '../../src/index.ts';
import { underSchedules } from './under-schedules.ts';

/** Calls `do` as often as told; a pause, in milliseconds, comes before the call that it stands before. @returns which calls acted */
async function acted(sometimes: rate.Sometimes, calls: number, pauses: Readonly<Record<number, number>> = {}): Promise<number[]> {
  const numbers: number[] = [];
  for (let call = 1; call <= calls; call++) {
    await time.sleep(pauses[call] ?? 0);
    await sometimes.do(() => { numbers.push(call); });
  }
  return numbers;
}

describe('sometimes', () => {
  test.each<[name: string, interval: number]>([
    ['rate/TestSometimesZero: an interval of 0', 0],
    ['rate/TestSometimesMax: the longest interval', Infinity],
    ['rate/TestSometimesNegative: a negative interval', -1],
  ])('%s: it acts once', (_name, interval) => underSchedules(async () => {
    expect(await acted(new rate.Sometimes({ interval }), 2)).toEqual([1]);
  }));

  test('rate/ExampleSometimes_once: without options, once', () => underSchedules(async () => {
    expect(await acted(new rate.Sometimes(), 3)).toEqual([1]);
  }));

  test('rate/ExampleSometimes_first: the first two', () => underSchedules(async () => {
    expect(await acted(new rate.Sometimes({ first: 2 }), 3)).toEqual([1, 2]);
  }));

  test('rate/ExampleSometimes_every: every second, beginning with the first', () => underSchedules(async () => {
    expect(await acted(new rate.Sometimes({ every: 2 }), 3)).toEqual([1, 3]);
  }));

  test('rate/ExampleSometimes_interval: again once a second has gone by', () => underSchedules(async () => {
    expect(await acted(new rate.Sometimes({ interval: time.Second }), 3, { 3: time.Second })).toEqual([1, 3]);
  }));

  test('rate/ExampleSometimes_mix: any of the three is enough', () => underSchedules(async () => {
    const sometimes = new rate.Sometimes({ first: 2, every: 2, interval: 2 * time.Second });
    expect(await acted(sometimes, 6, { 4: 2 * time.Second })).toEqual([1, 2, 3, 4, 5]);
  }));
});
