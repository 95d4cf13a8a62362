import type { Link } from './link.ts';
import { ended, opened } from './opened.ts';
import type { Seq } from './seq.ts';

/** Goes through a source by hand, and closes it at most once: not when it has ended, or failed, by itself. */
export class Cursor<T> {
  readonly #iterator: AsyncIterator<T>;
  #over = false;

  constructor(source: Seq<T>, link: Link) {
    this.#iterator = opened(source, link)[Symbol.asyncIterator]();
  }

  async next(): Promise<IteratorResult<T, undefined>> {
    if (this.#over) return ended;
    // Unless a value comes, nothing is left to close.
    this.#over = true;
    const result = await this.#iterator.next();
    if (result.done) return ended;
    this.#over = false;
    return { value: result.value, done: false };
  }

  async close(): Promise<void> {
    if (this.#over) return;
    this.#over = true;
    await this.#iterator.return?.();
  }
}
