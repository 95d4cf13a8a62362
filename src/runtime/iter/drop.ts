import { sequence } from './link.ts';
import { opened } from './opened.ts';
import { requireCount } from './require-count.ts';
import type { Seq, Sequence } from './seq.ts';

/** Everything but the first `count` values. @throws {RangeError} when the count is not a whole number from 0 up */
export function drop<T>(source: Seq<T>, count: number): Sequence<T> {
  requireCount('iter.drop: the count', count, 0);
  return sequence<T>(async function* (link) {
    let left = count;
    for await (const value of opened(source, link)) {
      if (left === 0) yield value;
      else left--;
    }
  });
}
