import { sequence } from './link.ts';
import { opened } from './opened.ts';
import type { Seq, Sequence } from './seq.ts';

/** The values that `keep` says yes to, asked one after the other. `index` counts all values, from 0. */
export function filter<T, S extends T>(source: Seq<T>, keep: (value: T, index: number) => value is S): Sequence<S>;
/** The same where `keep` does not narrow the type, or has to wait. */
export function filter<T>(source: Seq<T>, keep: (value: T, index: number) => boolean | PromiseLike<boolean>): Sequence<T>;
export function filter<T>(source: Seq<T>, keep: (value: T, index: number) => boolean | PromiseLike<boolean>): Sequence<T> {
  return sequence<T>(async function* (link) {
    let index = 0;
    for await (const value of opened(source, link)) if (await keep(value, index++)) yield value;
  });
}
