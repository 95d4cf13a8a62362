import { Cursor } from './cursor.ts';
import { sequence } from './link.ts';
import { opened } from './opened.ts';
import { requireCount } from './require-count.ts';
import type { Seq, Sequence } from './seq.ts';

/**
 * The first `count` values, or fewer when there are no more. It asks for none beyond them: the source is closed instead of being asked again.
 * @throws {RangeError} when the count is not a whole number from 0 up
 */
export function take<T>(source: Seq<T>, count: number): Sequence<T> {
  requireCount('iter.take: the count', count, 0);
  return sequence<T>(async function* (link) {
    if (count === 0) {
      await new Cursor(source, link).close();
      return;
    }
    let taken = 0;
    for await (const value of opened(source, link)) {
      yield value;
      if (++taken === count) return;
    }
  });
}
