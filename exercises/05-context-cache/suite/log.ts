import { chan, time } from 'concurrency-tutor';

/** Something that happened. `ask` and `answer` belong together by `id`. */
export type Happening =
  | { readonly what: 'ask'; readonly id: number }
  | { readonly what: 'answer'; readonly id: number; readonly value: unknown; readonly threw?: string }
  | { readonly what: 'load' | 'save'; readonly key: string; readonly number: number }
  | { readonly what: 'load over' | 'save over'; readonly key: string; readonly number: number; readonly how: 'done' | 'failed' | 'cancelled' }
  | { readonly what: 'removed'; readonly key: string; readonly value: string; readonly why: string };

/** `at`: milliseconds since the beginning, to the nearest 10: every step takes a little virtual time. */
export type Event = Happening & { readonly at: number };

/**
 * Events in the order in which they happened, written by any goroutine.
 *
 * A channel with room for everything: a try never blocks and never switches to another goroutine, so that writing the log
 * changes nothing about the schedule, and goroutines that only write are not ordered by it.
 */
export class Log {
  readonly #events = chan<Event>(5000, 'log');
  readonly #began = time.now();

  write(happening: Happening): void {
    this.#events.trySend({ ...happening, at: Math.round(this.elapsed() / 10) * 10 });
  }

  /** Milliseconds since the beginning. */
  elapsed(): number {
    return time.since(this.#began);
  }

  /** Everything written so far; the log is empty afterwards. */
  read(): Event[] {
    const events: Event[] = [];
    for (let next = this.#events.tryReceive(); next?.[1] === true; next = this.#events.tryReceive()) events.push(next[0]);
    return events;
  }
}
