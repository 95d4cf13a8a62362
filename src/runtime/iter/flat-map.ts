import { sequence } from './link.ts';
import { opened } from './opened.ts';
import type { Seq, Sequence } from './seq.ts';

/** The values of each sequence that `fn` makes, one sequence after the other: the next one is begun when the one before has ended. `index` counts from 0. */
export function flatMap<T, U>(source: Seq<T>, fn: (value: T, index: number) => Seq<U> | PromiseLike<Seq<U>>): Sequence<U> {
  return sequence<U>(async function* (link) {
    let index = 0;
    for await (const value of opened(source, link)) {
      for await (const inner of opened(await fn(value, index++), link)) yield inner;
    }
  });
}
