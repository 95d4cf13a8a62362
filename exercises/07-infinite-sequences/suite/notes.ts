import { chan } from 'concurrency-tutor';

type Note =
  | { readonly what: 'called' | 'returned' }
  | { readonly what: 'took' | 'ended'; readonly name: string };

export interface Counts {
  readonly calls: number;
  readonly together: number;
  readonly taken: Readonly<Record<string, number>>;
  readonly ended: readonly string[];
}

/**
 * What happened to the functions and sources given to the library, written by any goroutine.
 *
 * A channel with room for everything: a try never blocks and never switches to another goroutine, so that writing changes nothing
 * about the schedule.
 */
export class Notes {
  readonly #notes = chan<Note>(5000, 'notes');
  readonly #read: Note[] = [];
  readonly #numbers = chan<number>(1, 'number of calls');

  /** Gives the number of this call, counted from 0. */
  called(): number {
    const number = this.#numbers.tryReceive()?.[0] ?? 0;
    this.#numbers.trySend(number + 1);
    this.#notes.trySend({ what: 'called' });
    return number;
  }

  returned(): void {
    this.#notes.trySend({ what: 'returned' });
  }

  took(name: string): void {
    this.#notes.trySend({ what: 'took', name });
  }

  ended(name: string): void {
    this.#notes.trySend({ what: 'ended', name });
  }

  /** Everything noted so far. */
  read(): Counts {
    for (let next = this.#notes.tryReceive(); next?.[1] === true; next = this.#notes.tryReceive()) this.#read.push(next[0]);
    let [running, together] = [0, 0];
    const taken: Record<string, number> = {};
    const ended: string[] = [];
    for (const note of this.#read) {
      switch (note.what) {
        case 'called': running += 1; break;
        case 'returned': running -= 1; break;
        case 'took': taken[note.name] = (taken[note.name] ?? 0) + 1; break;
        case 'ended': ended.push(note.name); break;
      }
      together = Math.max(together, running);
    }
    return { calls: this.#read.filter(({ what }) => what === 'called').length, together, taken, ended: ended.sort() };
  }
}
