import { Mutex } from '../sync/index.ts';
import { now, since } from '../time/index.ts';

/** When to act; what is left out, or not positive, has no say. */
export interface SometimesOptions {
  /** The first so many calls act. */
  readonly first?: number;
  /** Every so-manieth call acts, beginning with the first. */
  readonly every?: number;
  /** A call acts when so many milliseconds have gone by since the last time. */
  readonly interval?: number;
}

/**
 * Does something now and then, such as writing to a log. The first call always acts; a later one does when `first`, `every` or `interval` says so.
 * Without options it acts once. Go: `rate.Sometimes`.
 */
export class Sometimes {
  /** The first so many calls act. Go: `s.First`. */
  readonly first: number;
  /** Every so-manieth call acts; 0: none for that reason. Go: `s.Every`. */
  readonly every: number;
  /** Milliseconds after which a call acts again; 0: none for that reason. Go: `s.Interval`. */
  readonly interval: number;
  readonly #mutex = new Mutex();
  #count = 0;
  #last = -Infinity;

  constructor({ first = 0, every = 0, interval = 0 }: SometimesOptions = {}) {
    for (const [name, value] of Object.entries({ first, every, interval })) {
      if (typeof value !== 'number' || Number.isNaN(value)) throw new TypeError(`rate.Sometimes: ${name} is a number, not ${String(value)}`);
    }
    this.first = first;
    this.every = every;
    this.interval = interval;
  }

  /**
   * Calls `fn` if it is time. Calls take turns; so a `fn` that calls `do` waits for itself. A call whose `fn` throws does not count.
   * Go: `s.Do(f)`.
   */
  async do(fn: () => unknown): Promise<void> {
    using _turn = await this.#mutex.acquire();
    if (this.#isTime()) {
      await fn();
      if (this.interval > 0) this.#last = now();
    }
    this.#count++;
  }

  #isTime(): boolean {
    return this.#count === 0
      || (this.first > 0 && this.#count < this.first)
      || (this.every > 0 && this.#count % this.every === 0)
      || (this.interval > 0 && since(this.#last) >= this.interval);
  }
}
