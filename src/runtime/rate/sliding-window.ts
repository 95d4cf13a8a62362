import { after } from './limit.ts';
import { MomentLog } from './moment-log.ts';
import { requirePositive, requireWhole } from './requirements.ts';
import type { GiveBack } from './reservation.ts';
import { ReservingLimiter } from './reserving-limiter.ts';
import { WaitError } from './wait-error.ts';

/**
 * At most `limit` events in any stretch of `window` milliseconds, wherever it begins: a log of when each event happened, not an estimate.
 *
 * Error: none. Memory: eight bytes for each event of the last window, so up to `8 · limit`, and for each reservation of the future. With
 * large limits or many keys, `Limiter` needs a few numbers instead, and `FixedWindow` a counter.
 */
export class SlidingWindow extends ReservingLimiter {
  readonly #limit: number;
  readonly #window: number;
  readonly #log = new MomentLog();

  /**
   * @param limit events per window
   * @param window its length in milliseconds
   */
  constructor(limit: number, window: number) {
    super();
    requireWhole('rate.SlidingWindow: a limit', limit, 0);
    requirePositive('rate.SlidingWindow: a window', window);
    this.#limit = limit;
    this.#window = window;
  }

  /** See `RateLimiter.restsAt`. */
  restsAt(): number {
    const last = this.#log.fromEnd(0);
    return last === undefined ? -Infinity : after(last, this.#window);
  }

  /** See `ReservingLimiter`.
   *  @internal */
  protected take(at: number, n: number, longest: number): number | undefined {
    if (n > this.#limit) return undefined;
    this.#log.dropUntil(at - this.#window);
    const moment = this.#earliest(at, n);
    if (moment - at > longest) return undefined;
    this.#log.add(moment, n);
    return moment;
  }

  /** The event that must have left the window is the one `limit` places before the last of the `n`. */
  #earliest(at: number, n: number): number {
    const last = Math.max(at, this.#log.fromEnd(0) ?? -Infinity);
    const mustBeGone = this.#log.fromEnd(this.#limit - n);
    return n === 0 || mustBeGone === undefined ? last : Math.max(last, after(mustBeGone, this.#window));
  }

  /** See `ReservingLimiter`.
   *  @internal */
  protected undo(moment: number, n: number): GiveBack {
    return () => this.#log.remove(moment, n);
  }

  /** See `ReservingLimiter`.
   *  @internal */
  protected never(n: number): WaitError | undefined {
    return n <= this.#limit ? undefined : new WaitError('never', `rate: Wait(n=${n}) exceeds the window's limit ${this.#limit}`);
  }
}
