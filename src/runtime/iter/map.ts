import { sequence } from './link.ts';
import { opened } from './opened.ts';
import type { Seq, Sequence } from './seq.ts';

/** What `fn` makes of each value, one after the other. `index` counts from 0. */
export function map<T, U>(source: Seq<T>, fn: (value: T, index: number) => U | PromiseLike<U>): Sequence<U> {
  return sequence<U>(async function* (link) {
    let index = 0;
    for await (const value of opened(source, link)) yield await fn(value, index++);
  });
}
