import { Cursor } from './cursor.ts';
import { sequence } from './link.ts';
import type { Seq, Sequence } from './seq.ts';

/** Sources, one for each place of a tuple. */
export type Sources<T extends readonly unknown[]> = { readonly [K in keyof T]: Seq<T[K]> };

/**
 * The first values of all sources together, then the second ones, and so on. It stops at the end of the shortest, and closes the others.
 * The sources are asked in order, one after the other.
 */
export function zip<T extends readonly unknown[]>(...sources: Sources<T>): Sequence<T> {
  return sequence<T>(async function* (link) {
    const cursors = sources.map((source: Seq<unknown>) => new Cursor(source, link));
    try {
      while (cursors.length > 0) {
        const row = await nextRow(cursors);
        if (!row) return;
        yield row as unknown as Awaited<T>;
      }
    } finally {
      await closeAll(cursors);
    }
  });
}

/** A value of each, or `undefined` when one has ended. */
async function nextRow(cursors: readonly Cursor<unknown>[]): Promise<unknown[] | undefined> {
  const row: unknown[] = [];
  for (const cursor of cursors) {
    const result = await cursor.next();
    if (result.done) return undefined;
    row.push(result.value);
  }
  return row;
}

/** Closes every one, also when one fails to close. @throws the first failure */
async function closeAll(cursors: readonly Cursor<unknown>[]): Promise<void> {
  const failures: unknown[] = [];
  for (const cursor of cursors) {
    try {
      await cursor.close();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
