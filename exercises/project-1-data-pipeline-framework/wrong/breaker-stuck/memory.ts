import type { Item } from './parts.ts';

/**
 * Cuts text into lines, with only the line under way in memory. The pieces are UTF-8 and end anywhere, in the middle of a letter, too. A line ends with `\n`, which does not belong
 * to it; the last one may lack that. The position of a line is `start` and the number of bytes up to its end, with its `\n`. Closes `pieces` however it is left.
 */
export async function* lines(pieces: AsyncIterable<Uint8Array>, start = 0): AsyncGenerator<Item<string>, void> {
  notWritten('lines', pieces, start);
}

/**
 * Gives one item after the other, from pages that are loaded one at a time: `load(position)` gives the items right after a position, in order, or none when there are no more.
 * The next page is loaded when somebody asks for the item after the last one, never before.
 */
export async function* pages<T>(load: (after: number) => Promise<readonly Item<T>[]>, after: number): AsyncGenerator<Item<T>, void> {
  notWritten('pages', load, after);
}

/** Remove this when you no longer need it. */
function notWritten(what: string, ..._given: readonly unknown[]): never {
  throw new Error(`${what} is not written yet`);
}
