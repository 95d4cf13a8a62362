import { sequence } from './link.ts';
import { Pumps } from './pumps.ts';
import type { Seq, Sequence } from './seq.ts';

/** The values of a source. */
export type ValueOf<S> = S extends Seq<infer T> ? T : never;

/**
 * The values of all sources as they come, in no particular order; each source keeps its own order. It ends when all have ended.
 *
 * A goroutine goes through each source, and is at most one value ahead of the loop. When one fails, or the loop is left, the others stop where
 * they are, and the loop goes on once they are closed. One that waits for a channel stops at once. One that waits for something else cannot be
 * interrupted: put `withContext` around it.
 * @throws what the first source to fail threw
 */
export function merge<S extends readonly Seq<unknown>[]>(...sources: S): Sequence<ValueOf<S[number]>>;
export function merge<T>(...sources: readonly Seq<T>[]): Sequence<T> {
  return sequence<T>(async function* (link) {
    const pumps = new Pumps('merge', sources, link);
    try {
      for await (const value of pumps.values) yield value;
    } finally {
      await pumps.leave();
    }
  });
}
