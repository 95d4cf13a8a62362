/** Repeatable randomness for suites and explorations, all of it derived from the judge's one seed. */
import { createHash, randomBytes } from 'node:crypto';
import type { Seed } from './seed.ts';

/** What a suite uses to make its inputs. The same seed gives the same numbers. */
export interface Random {
  /** A whole number from `from` to `to`, both included. */
  integer(from: number, to: number): number;
  /** A new list with the same elements in another order. */
  shuffle<T>(list: readonly T[]): T[];
  /** One element of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
}

/** A seed for a grading. */
export function secretSeed(): string {
  return randomBytes(32).toString('hex');
}

/** SHA-256 of the seed as text, hex. */
export function commitmentTo(seed: Seed): string {
  return createHash('sha256').update(String(seed)).digest('hex');
}

/** A seed for one part of the work: 32 bits, different for different names. */
export function seedFor(seed: Seed, name: string): number {
  return createHash('sha256').update(`${seed}:${name}`).digest().readUInt32LE(0);
}

/** A generator that starts from `seed` (sfc32, warmed up). */
export function seededRandom(seed: number): Random {
  const next = numbers(seed);
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    integer(from, to) {
      if (!Number.isInteger(from) || !Number.isInteger(to) || to < from) throw new RangeError(`random.integer(${from}, ${to}): there is no such whole number`);
      return from + below(to - from + 1);
    },
    shuffle<T>(list: readonly T[]): T[] {
      const result = [...list];
      for (let i = result.length - 1; i > 0; i -= 1) {
        const j = below(i + 1);
        [result[i], result[j]] = [result[j] as T, result[i] as T];
      }
      return result;
    },
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new RangeError('random.pick: the list is empty');
      return list[below(list.length)] as T;
    },
  };
}

function numbers(seed: number): () => number {
  let a = seed | 0;
  let b = (seed ^ 0x9e3779b9) | 0;
  let c = (seed ^ 0x243f6a88) | 0;
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t | 0;
    return (t >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 12; i += 1) next();
  return next;
}
