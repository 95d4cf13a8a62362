import { chan, time } from 'concurrency-tutor';

/** Something that happened. `has read`: `lines` breaks were in the piece. */
export type Happening =
  | { readonly what: 'list' | 'listed'; readonly path: string }
  | { readonly what: 'open' | 'opened' | 'read' | 'close' | 'closed'; readonly path: string }
  | { readonly what: 'has read'; readonly path: string; readonly lines: number }
  | { readonly what: 'transform' | 'transformed'; readonly path: string; readonly number: number; readonly text: string }
  | { readonly what: 'saw cancellation'; readonly path: string; readonly number: number }
  | { readonly what: 'write' | 'written'; readonly line: string }
  | { readonly what: 'misuse'; readonly text: string }
  | { readonly what: 'close output' | 'output closed' | 'cancel' | 'ended' };

/** `at`: milliseconds since the beginning, to the nearest 10: every step takes a little virtual time. */
export type Event = Happening & { readonly at: number };

/**
 * Events in the order in which they happened, written by any goroutine.
 *
 * A channel with room for everything: a try never blocks and never switches to another goroutine, so that writing the log
 * changes nothing about the schedule, and goroutines that only write are not ordered by it.
 */
export class Log {
  readonly #events = chan<Event>(20_000, 'log');
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
