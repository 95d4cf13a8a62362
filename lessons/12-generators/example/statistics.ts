// module
import { atLeast, levels, type Entry, type Parsed } from './entry.ts';

/** Counts what goes by. It keeps numbers and texts, and no entries. */
export class Statistics {
  #first: Date | undefined;
  #last: Date | undefined;
  #bad = 0;
  readonly #levels = new Map<string, number>();
  readonly #errors = new Map<string, number>();

  /** Looks at everything and lets everything through. */
  async *watch(input: AsyncIterable<Parsed>): AsyncGenerator<Parsed> {
    for await (const parsed of input) {
      if (parsed.ok) this.#add(parsed.entry);
      else this.#bad++;
      yield parsed;
    }
  }

  /** One line, or `no entries`: then there is no first and no last. */
  toString(): string {
    if (this.#first === undefined || this.#last === undefined) {
      return 'no entries';
    }
    const counts = levels
      .map((level) => [level, this.#levels.get(level) ?? 0] as const)
      .filter(([, count]) => count > 0)
      .map(([level, count]) => `${count} ${level}`);
    const from = this.#first.toISOString().slice(11, 19);
    const to = this.#last.toISOString().slice(11, 19);
    const bad = this.#bad > 0 ? `, ${this.#bad} bad` : '';
    return `${counts.join(', ')}${bad}, from ${from} to ${to}`;
  }

  /** The most frequent errors, five at most. */
  topErrors(): string[] {
    return [...this.#errors]
      .sort(([a, m], [b, n]) => n - m || a.localeCompare(b))
      .slice(0, 5)
      .map(([message, count]) => `${count} x ${message}`);
  }

  #add({ time, level, message }: Entry): void {
    if (this.#first === undefined || time < this.#first) {
      this.#first = time;
    }
    if (this.#last === undefined || time > this.#last) this.#last = time;
    addOne(this.#levels, level);
    if (atLeast(level, 'ERROR')) addOne(this.#errors, message);
  }
}

function addOne(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
