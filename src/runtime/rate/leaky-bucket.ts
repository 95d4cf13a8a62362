import { after, between, durationFromTokens, tokensFromDuration } from './limit.ts';
import { requirePositive, requireWhole } from './requirements.ts';
import type { GiveBack } from './reservation.ts';
import { ReservingLimiter } from './reserving-limiter.ts';
import { exceedsDeadline, WaitError } from './wait-error.ts';

/** Sums of fractions are only nearly exact; a bucket that is fuller by less than this part of an event is not fuller. */
const NEARLY = 1e-6;

/**
 * A leaky bucket, as a queue: events leave it one by one, `1 / limit` seconds apart, and at most `capacity` of them wait inside; one more is refused.
 * It has no burst: however fast events come, they go out evenly. `n` events at once leave together when their turn comes, and the next
 * one waits until all `n` would have dripped out.
 *
 * `allow` never queues: it says yes only when nobody is before it. `wait` and `reserve` queue. Memory: a few numbers, and one for each place in
 * the queue that was given back and has not come up yet.
 */
export class LeakyBucket extends ReservingLimiter {
  readonly #limit: number;
  readonly #capacity: number;
  /** How many events had not dripped out at `#last`. */
  #level = 0;
  #last = -Infinity;
  /** How many events have ever been let in: the end of the queue, as a number. */
  #end = 0;
  /** Places that were given back while others stood behind them: where they end, and where they begin. */
  readonly #left = new Map<number, number>();

  /**
   * @param limit events per second; more than 0 and finite
   * @param capacity how many events may wait; with 0, nobody waits, and events are only kept apart
   */
  constructor(limit: number, capacity: number) {
    super();
    requirePositive('rate.LeakyBucket: a limit', limit);
    requireWhole('rate.LeakyBucket: a capacity', capacity, 0);
    this.#limit = limit;
    this.#capacity = capacity;
  }

  /** See `RateLimiter.restsAt`. */
  restsAt(): number {
    return this.#level === 0 ? -Infinity : after(this.#last, durationFromTokens(this.#limit, this.#level));
  }

  /** See `ReservingLimiter`.
   *  @internal */
  protected take(at: number, n: number, longest: number): number | undefined {
    const level = this.#levelAt(at);
    const delay = durationFromTokens(this.#limit, level);
    if (delay > longest || !this.#fits(at, n)) return undefined;
    if (level === 0) this.#left.clear();
    this.#level = level + n;
    this.#last = Math.max(this.#last, at);
    this.#end += n;
    return after(at, delay);
  }

  /** Time does not go back: seen from a moment before the last, the bucket is as full as it was then. */
  #levelAt(at: number): number {
    const elapsed = at < this.#last ? 0 : between(this.#last, at);
    return Math.max(0, this.#level - tokensFromDuration(this.#limit, elapsed));
  }

  /** Whether `n` more would fit: the one that is about to leave does not wait. */
  #fits(at: number, n: number): boolean {
    return this.#levelAt(at) + n <= this.#capacity + 1 + NEARLY;
  }

  /** See `ReservingLimiter`.
   *  @internal */
  protected undo(_moment: number, n: number): GiveBack {
    const end = this.#end;
    return (at) => {
      if (n > 0) this.#leave(at, end - n, end);
    };
  }

  /** Those behind have been told when to go, so a place among them stays empty; places at the end of the queue are free again. */
  #leave(at: number, begin: number, end: number): void {
    const out = this.#end - this.#levelAt(at);
    for (const past of this.#left.keys()) if (past <= out) this.#left.delete(past);
    this.#left.set(end, begin);
    for (let free = this.#left.get(this.#end); free !== undefined; free = this.#left.get(this.#end)) {
      this.#left.delete(this.#end);
      this.#level = Math.max(0, this.#level - (this.#end - free));
      this.#end = free;
    }
  }

  /** See `ReservingLimiter`.
   *  @internal */
  protected never(n: number): WaitError | undefined {
    if (n <= this.#capacity + 1) return undefined;
    return new WaitError('never', `rate: Wait(n=${n}) exceeds the bucket's capacity ${this.#capacity}`);
  }

  /** See `ReservingLimiter`.
   *  @internal */
  protected override whyNot(at: number, n: number): WaitError {
    if (this.#fits(at, n)) return exceedsDeadline(n);
    return new WaitError('full', `rate: Wait(n=${n}) finds the bucket full: its capacity is ${this.#capacity}`);
  }
}
