import { expect, test } from 'vitest';
import { seededRandom, seedFor } from '../../src/judge/random.ts';

const numbers = (seed: number): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: 20 }, () => random.integer(1, 1000));
};

test('the same seed gives the same numbers, another one gives others', () => {
  expect(numbers(5)).toEqual(numbers(5));
  expect(numbers(5)).not.toEqual(numbers(6));
});

test('integers reach both bounds and nothing outside them', () => {
  const random = seededRandom(1);
  const seen = new Set(Array.from({ length: 500 }, () => random.integer(-1, 2)));
  expect([...seen].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2]);
});

test('a shuffled list has the same elements, and the list itself is left alone', () => {
  const list = [1, 2, 3, 4, 5, 6, 7, 8];
  const shuffled = seededRandom(3).shuffle(list);
  expect(shuffled).not.toEqual(list);
  expect([...shuffled].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(list).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('nothing can be picked from an empty list, and no integer lies in an empty range', () => {
  expect(() => seededRandom(1).pick([])).toThrow(RangeError);
  expect(() => seededRandom(1).integer(2, 1)).toThrow(RangeError);
});

test('parts of the work get different seeds of 32 bits', () => {
  expect(seedFor(1, 'a')).not.toBe(seedFor(1, 'b'));
  expect(seedFor(1, 'a')).not.toBe(seedFor(2, 'a'));
  expect(seedFor(1, 'a')).toBe(seedFor(1, 'a'));
  expect(seedFor(1, 'a')).toBeLessThan(2 ** 32);
});
