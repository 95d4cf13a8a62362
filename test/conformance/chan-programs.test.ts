import { expect, test } from 'vitest';
import { chan, go, type Channel, type ReceiveChannel } from '../../src/index.ts';
import { coefficients, derive, exponential, fraction, integrate, multiply, ones, add, split, tangent } from './power-series.ts';
import { holdsLeaving } from './schedules.ts';

const primesTo100 = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97];

test('test/chan/sieve1: a chain of filters that grows as it runs gives the primes in order', () => holdsLeaving(async (count) => {
  const primes = chan<number>();
  go(async () => {
    let numbers = counting(2, 1, 0);
    for (;;) {
      const prime = await numbers.receive() ?? 0;
      await primes.send(prime);
      numbers = withoutMultiples(numbers, prime);
    }
  });
  for (const prime of primesTo100.slice(0, count)) expect(await primes.receive()).toBe(prime);
}, { native: primesTo100.length, explored: 6 }));

test('test/chan/sieve2: merged streams of multiples sieve a stream of candidates', () => holdsLeaving(async (count) => {
  const odd = counting(3, 2, 5);
  const streams: { head: number; readonly rest: ReceiveChannel<number> }[] = [];
  const found = [2];
  while (found.length < count) {
    const candidate = await odd.receive() ?? 0;
    let composite = false;
    for (const stream of streams) {
      while (stream.head < candidate) stream.head = await stream.rest.receive() ?? Infinity;
      composite ||= stream.head === candidate;
    }
    if (composite) continue;
    found.push(candidate);
    const rest = counting(candidate * candidate, 2 * candidate, 3);
    streams.push({ head: await rest.receive() ?? Infinity, rest });
  }
  expect(found).toEqual(primesTo100.slice(0, count));
}, { native: primesTo100.length, explored: 6 }));

test('test/chan/powser1: power series are computed by goroutines that ask each other for terms', () => holdsLeaving(async (terms) => {
  expect(await coefficients(add(ones(), ones()), terms)).toEqual(Array.from({ length: terms }, () => '2'));
  expect(await coefficients(derive(ones()), terms)).toEqual(Array.from({ length: terms }, (_, i) => String(i + 1)));
  expect(await coefficients(multiply(ones(), ones()), terms)).toEqual(Array.from({ length: terms }, (_, i) => String(i + 1)));
  const [left, right] = split(ones());
  expect(await coefficients(left, terms)).toEqual(await coefficients(right, terms));
}, { native: 10, explored: 3 }));

test('test/chan/powser1: a series may be defined by itself', () => holdsLeaving(async (terms) => {
  const factorials = ['1', '1', '1/2', '1/6', '1/24', '1/120', '1/720', '1/5040', '1/40320'];
  expect(await coefficients(exponential(), terms)).toEqual(factorials.slice(0, terms));
  expect(await coefficients(tangent(), terms)).toEqual(['0', '1', '0', '1/3', '0', '2/15', '0', '17/315'].slice(0, terms));
  expect(await coefficients(integrate(ones(), fraction(0n)), 4)).toEqual(['0', '1', '1/2', '1/3']);
}, { native: 8, explored: 4 }));

function counting(from: number, step: number, capacity: number): Channel<number> {
  const out = chan<number>(capacity);
  go(async () => {
    for (let n = from; ; n += step) await out.send(n);
  });
  return out;
}

function withoutMultiples(numbers: ReceiveChannel<number>, prime: number): Channel<number> {
  const out = chan<number>();
  go(async () => {
    for await (const n of numbers) if (n % prime !== 0) await out.send(n);
  });
  return out;
}
