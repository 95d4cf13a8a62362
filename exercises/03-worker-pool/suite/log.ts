import { chan, time } from 'concurrency-tutor';
import type { Stats } from '../starter/pool.ts';

/** How a task ended, as plain data. */
export type Settled =
  | { readonly status: 'done' | 'failed' | 'cancelled' }
  | { readonly status: 'done with another value' | 'failed with another error' | 'no outcome'; readonly shown: string };

/** Something that happened. */
export type Happening =
  | { readonly what: 'submit' | 'submitted' | 'started' | 'saw cancellation' | 'ended' | 'refused' | 'cancel' | 'cancel returned'; readonly task: string }
  | { readonly what: 'outcome'; readonly task: string; readonly outcome: Settled }
  | { readonly what: 'statistics'; readonly stats: Stats }
  | { readonly what: 'goroutines'; readonly count: number }
  | { readonly what: 'shut down' }
  | { readonly what: 'shutdown returned'; readonly threw?: string }
  | { readonly what: 'end of the script' };

/** `at`: milliseconds since the beginning, to the nearest 10: every step takes a little virtual time. */
export type Event = Happening & { readonly at: number };

/**
 * Events in the order in which they happened, written by any goroutine.
 *
 * A channel with room for everything: a try never blocks and never switches to another goroutine, so that writing the log
 * changes nothing about the schedule, and goroutines that only write are not ordered by it.
 */
export class Log {
  readonly #events = chan<Event>(1000, 'log');
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
