/** What a screen shows between header and footer. */
import type { Line } from '../../reader/index.ts';

export interface Content {
  /** Rows that stay when the rest is scrolled. */
  readonly fixed: readonly Line[];
  readonly lines: readonly Line[];
  /** The lines of everything that can be chosen, in order. */
  readonly items: readonly { readonly from: number; readonly to: number }[];
  /** The lines to bring into view when a result has arrived. */
  readonly result?: { readonly from: number; readonly to: number };
}

export function textContent(lines: readonly Line[]): Content {
  return { fixed: [], lines, items: [] };
}

/** Collects lines and remembers where items and results stand. */
export class Page {
  readonly #lines: Line[] = [];
  readonly #items: { from: number; to: number }[] = [];
  #result: { from: number; to: number } | undefined;

  add(lines: readonly Line[]): this {
    this.#lines.push(...lines);
    return this;
  }

  /** An empty line, unless there is nothing above it. */
  gap(): this {
    if (this.#lines.length > 0 && this.#lines.at(-1)?.text !== '') this.#lines.push({ kind: 'prose', text: '' });
    return this;
  }

  item(lines: readonly Line[]): this {
    this.#items.push({ from: this.#lines.length, to: this.#lines.length + lines.length - 1 });
    return this.add(lines);
  }

  /** Lines that somebody has been waiting for. `items`: how many of its last lines each thing takes that can be chosen. */
  result(lines: readonly Line[], items: readonly number[] = []): this {
    const from = this.#lines.length;
    let at = from + lines.length - items.reduce((sum, count) => sum + count, 0);
    for (const count of items) {
      this.#items.push({ from: at, to: at + count - 1 });
      at += count;
    }
    this.#result = { from, to: from + lines.length - 1 };
    return this.add(lines);
  }

  content(fixed: readonly Line[] = []): Content {
    return {
      fixed, lines: this.#lines, items: this.#items,
      ...(this.#result === undefined ? {} : { result: this.#result }),
    };
  }
}
