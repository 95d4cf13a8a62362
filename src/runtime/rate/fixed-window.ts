import { requirePositive, requireWhole } from './requirements.ts';
import type { GiveBack } from './reservation.ts';
import { ReservingLimiter } from './reserving-limiter.ts';
import { WaitError } from './wait-error.ts';

/**
 * Counts events in windows of a fixed length, at most `limit` in each. The windows begin at whole multiples of their length since the epoch, so
 * that all processes agree on them.
 *
 * Error: none within a window, but a stretch of one window's length that lies across a boundary can hold up to `2 · limit` events: as many as
 * fit before it, and as many after. Memory: a counter, and one for each later window in which somebody has a reservation.
 */
export class FixedWindow extends ReservingLimiter {
  readonly #limit: number;
  readonly #window: number;
  /** The number of the window that `#counts` begins with. */
  #first = -Infinity;
  /** Events of that window and of those after it. */
  #counts: number[] = [];

  /**
   * @param limit events per window
   * @param window its length in milliseconds
   */
  constructor(limit: number, window: number) {
    super();
    requireWhole('rate.FixedWindow: a limit', limit, 0);
    requirePositive('rate.FixedWindow: a window', window);
    this.#limit = limit;
    this.#window = window;
  }

  /** See `RateLimiter.restsAt`. */
  restsAt(): number {
    return this.#counts.length === 0 ? -Infinity : (this.#first + this.#counts.length) * this.#window;
  }

  /** See `ReservingLimiter`.
   *  @internal */
  protected take(at: number, n: number, longest: number): number | undefined {
    if (n > this.#limit) return undefined;
    this.#forgetBefore(Math.floor(at / this.#window));
    const last = Math.max(0, this.#counts.length - 1);
    const place = this.#count(last) + n <= this.#limit ? last : last + 1;
    const moment = Math.max(at, (this.#first + place) * this.#window);
    if (moment - at > longest) return undefined;
    if (n > 0) this.#counts[place] = this.#count(place) + n;
    return moment;
  }

  #count(place: number): number {
    return this.#counts[place] ?? 0;
  }

  /** Windows that are over no longer count. One that lies in the future stays: time does not go back. */
  #forgetBefore(current: number): void {
    if (current <= this.#first) return;
    const over = current - this.#first;
    this.#counts = over >= this.#counts.length ? [] : this.#counts.slice(over);
    this.#first = current;
  }

  /** See `ReservingLimiter`.
   *  @internal */
  protected undo(_moment: number, n: number): GiveBack {
    const window = this.#first + Math.max(0, this.#counts.length - 1);
    return () => {
      const place = window - this.#first;
      if (n === 0 || place < 0 || place >= this.#counts.length) return;
      this.#counts[place] = this.#count(place) - n;
      while (this.#counts.at(-1) === 0) this.#counts.pop();
    };
  }

  /** See `ReservingLimiter`.
   *  @internal */
  protected never(n: number): WaitError | undefined {
    return n <= this.#limit ? undefined : new WaitError('never', `rate: Wait(n=${n}) exceeds the window's limit ${this.#limit}`);
  }
}
