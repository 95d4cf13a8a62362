import { sequence } from './link.ts';
import { opened } from './opened.ts';
import { requireCount } from './require-count.ts';
import type { Seq, Sequence } from './seq.ts';

/**
 * The values in groups of `size`; the last group may be smaller. A group waits until it is full: where values may come slowly, use `batch`,
 * which also goes by time. Go: `slices.Chunk`.
 * @throws {RangeError} when the size is not a whole number from 1 up
 */
export function chunk<T>(source: Seq<T>, size: number): Sequence<T[]> {
  requireCount('iter.chunk: the size', size, 1);
  return sequence<T[]>(async function* (link) {
    let group: T[] = [];
    for await (const value of opened(source, link)) {
      group.push(value);
      if (group.length < size) continue;
      yield group;
      group = [];
    }
    if (group.length > 0) yield group;
  });
}
