import { changes, looksAt } from '../program.ts';
import { now } from '../time/index.ts';
import { after, between, durationFromTokens, Inf, tokensFromDuration } from './limit.ts';
import { requireLimit, requireMoment, requireWhole } from './requirements.ts';
import type { GiveBack } from './reservation.ts';
import { ReservingLimiter } from './reserving-limiter.ts';
import { WaitError } from './wait-error.ts';

/**
 * A token bucket: it holds `burst` tokens, is full at first and earns `limit` tokens a second; an event takes one. So in any stretch of
 * t seconds at most `burst + limit · t` events are allowed. Tokens are counted when somebody asks: no timer, no goroutine, a handful of numbers.
 *
 * With a limit of `Inf` everything is allowed, whatever the burst; with a limit of 0 the burst is all there ever is. Go: `rate.Limiter`.
 */
export class Limiter extends ReservingLimiter {
  #limit: number;
  #burst: number;
  /** How many there were at `#last`; less than 0 when reservations have spent what is yet to come. */
  #tokens: number;
  #last = -Infinity;
  /** The latest moment at which somebody has been told to act, past or future. */
  #lastEvent = -Infinity;

  /**
   * @param limit events per second
   * @param burst events that may happen at once. Go: `rate.NewLimiter(r, b)`
   */
  constructor(limit: number, burst: number) {
    super();
    requireLimit('rate.Limiter', limit);
    requireWhole('rate.Limiter: a burst', burst, 0);
    this.#limit = limit;
    this.#burst = burst;
    this.#tokens = burst;
  }

  /** Events per second. Go: `lim.Limit()`. */
  limit(): number {
    return this.#limit;
  }

  /** The most events that may happen at once. Go: `lim.Burst()`. */
  burst(): number {
    return this.#burst;
  }

  /** How many tokens there are now; less than 0 when reservations have spent those to come. Go: `lim.Tokens()`. */
  tokens(): number {
    return this.tokensAt(now());
  }

  /** How many tokens there are at the moment `at`. Go: `lim.TokensAt(t)`. */
  tokensAt(at: number): number {
    requireMoment('tokensAt', at);
    looksAt(this);
    const elapsed = at < this.#last ? 0 : between(this.#last, at);
    return Math.min(this.#burst, this.#tokens + tokensFromDuration(this.#limit, elapsed));
  }

  /** Another limit from now on. Whoever has a reservation keeps it. Go: `lim.SetLimit(r)`. */
  setLimit(limit: number): void {
    this.setLimitAt(now(), limit);
  }

  /** Another limit from the moment `at` on. Go: `lim.SetLimitAt(t, r)`. */
  setLimitAt(at: number, limit: number): void {
    requireLimit('setLimit', limit);
    changes(this);
    this.#settle(at);
    this.#limit = limit;
  }

  /** Another burst from now on. Whoever has a reservation keeps it. Go: `lim.SetBurst(b)`. */
  setBurst(burst: number): void {
    this.setBurstAt(now(), burst);
  }

  /** Another burst from the moment `at` on. Go: `lim.SetBurstAt(t, b)`. */
  setBurstAt(at: number, burst: number): void {
    requireWhole('setBurst: a burst', burst, 0);
    changes(this);
    this.#settle(at);
    this.#burst = burst;
  }

  /** See `RateLimiter.restsAt`. */
  restsAt(): number {
    if (this.#limit === Inf || this.#tokens >= this.#burst) return -Infinity;
    return this.#last + durationFromTokens(this.#limit, this.#burst - this.#tokens);
  }

  /** See `ReservingLimiter`.
   *  @internal */
  protected take(at: number, n: number, longest: number): number | undefined {
    if (this.#limit === Inf) return at;
    const tokens = this.tokensAt(at) - n;
    const delay = tokens < 0 ? durationFromTokens(this.#limit, -tokens) : 0;
    if (n > this.#burst || delay > longest) return undefined;
    this.#tokens = tokens;
    this.#last = at;
    this.#lastEvent = after(at, delay);
    return this.#lastEvent;
  }

  /** See `ReservingLimiter`.
   *  @internal */
  protected undo(moment: number, n: number): GiveBack {
    // The limit may change before the reservation is cancelled; what was taken while there was none counts as nothing, as in Go.
    const limit = this.#limit === Inf ? 0 : this.#limit;
    return (at) => this.#giveBack(at, moment, n, limit);
  }

  #giveBack(at: number, moment: number, n: number, limit: number): void {
    if (this.#limit === Inf || n === 0) return;
    // What was reserved after this one has been promised to others.
    const restored = n - tokensFromDuration(limit, between(moment, this.#lastEvent));
    if (restored <= 0) return;
    const tokens = Math.min(this.#burst, this.tokensAt(at) + restored);
    this.#last = at;
    this.#tokens = tokens;
    if (moment !== this.#lastEvent) return;
    const previous = moment - durationFromTokens(limit, n);
    if (previous >= at) this.#lastEvent = previous;
  }

  /** See `ReservingLimiter`.
   *  @internal */
  protected never(n: number): WaitError | undefined {
    if (n <= this.#burst || this.#limit === Inf) return undefined;
    return new WaitError('never', `rate: Wait(n=${n}) exceeds limiter's burst ${this.#burst}`);
  }

  #settle(at: number): void {
    this.#tokens = this.tokensAt(at);
    this.#last = at;
  }
}
