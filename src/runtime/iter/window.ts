import { sequence } from './link.ts';
import { opened } from './opened.ts';
import { requireCount } from './require-count.ts';
import type { Seq, Sequence } from './seq.ts';

/**
 * A window that slides over the values: each group of `size` neighbours, beginning `step` values after the one before. Only full windows count,
 * so a source with fewer than `size` values gives none. Each window is an array of its own.
 * @throws {RangeError} when the size or the step is not a whole number from 1 up
 */
export function window<T>(source: Seq<T>, size: number, step = 1): Sequence<T[]> {
  requireCount('iter.window: the size', size, 1);
  requireCount('iter.window: the step', step, 1);
  return sequence<T[]>(async function* (link) {
    let current: T[] = [];
    // Values between two windows, when the step is longer than a window.
    let skip = 0;
    for await (const value of opened(source, link)) {
      if (skip > 0) {
        skip--;
        continue;
      }
      current.push(value);
      if (current.length < size) continue;
      const next = current.slice(step);
      yield current;
      current = next;
      skip = Math.max(0, step - size);
    }
  });
}
