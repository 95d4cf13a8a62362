import type { Context } from '../context/index.ts';
import { changes } from '../program.ts';
import { now, sleep } from '../time/index.ts';
import type { RateLimiter, Reservation } from './rate-limiter.ts';
import { requireCount, requireMoment } from './requirements.ts';
import { type GiveBack, Granted, refused } from './reservation.ts';
import { waitUntil } from './wait-until.ts';
import { exceedsDeadline, type WaitError } from './wait-error.ts';

/** What the limiters that say at once when a request's turn will come have in common. An algorithm is what it takes and what it gives back. */
export abstract class ReservingLimiter implements RateLimiter {
  /**
   * Takes `n` events at their earliest moment, seen from `at`.
   * @returns that moment; `undefined`, and nothing is taken, when it is more than `longest` milliseconds away or there is none
   * @internal
   */
  protected abstract take(at: number, n: number, longest: number): number | undefined;

  /** How to give back what `take` has just taken.
   *  @internal */
  protected abstract undo(moment: number, n: number): GiveBack;

  /** Why `n` events at once are never allowed; `undefined` when they can be.
   *  @internal */
  protected abstract never(n: number): WaitError | undefined;

  /** See `RateLimiter.restsAt`. */
  abstract restsAt(): number;

  /** Why `take` took nothing, although it may at other times.
   *  @internal */
  protected whyNot(_at: number, n: number): WaitError {
    return exceedsDeadline(n);
  }

  /** See `RateLimiter.allow`. Go: `lim.Allow()`. */
  allow(): boolean {
    changes(this);
    return this.take(now(), 1, 0) !== undefined;
  }

  /** See `RateLimiter.allowN`. Go: `lim.AllowN(t, n)`. */
  allowN(at: number, n: number): boolean {
    requireMoment('allowN', at);
    requireCount('allowN', n);
    changes(this);
    return this.take(at, n, 0) !== undefined;
  }

  /** See `RateLimiter.reserve`. Go: `lim.Reserve()`. */
  reserve(): Reservation {
    return this.reserveN(now(), 1);
  }

  /** See `RateLimiter.reserveN`. Go: `lim.ReserveN(t, n)`. */
  reserveN(at: number, n: number, longest = Infinity): Reservation {
    requireMoment('reserveN', at);
    requireCount('reserveN', n);
    changes(this);
    const moment = this.take(at, n, longest);
    return moment === undefined ? refused : new Granted(moment, this.#undone(moment, n));
  }

  #undone(moment: number, n: number): GiveBack {
    const undo = this.undo(moment, n);
    return (at) => {
      changes(this);
      undo(at);
    };
  }

  /** See `RateLimiter.wait`. Go: `lim.Wait(ctx)`. */
  wait(ctx: Context): Promise<void> {
    return this.waitN(ctx, 1);
  }

  /** See `RateLimiter.waitN`. Go: `lim.WaitN(ctx, n)`. */
  async waitN(ctx: Context, n: number): Promise<void> {
    requireCount('waitN', n);
    const never = this.never(n);
    if (never) throw never;
    const ended = ctx.err();
    if (ended) throw ended;
    changes(this);
    const at = now();
    const deadline = ctx.deadline();
    const moment = this.take(at, n, deadline === undefined ? Infinity : deadline - at);
    if (moment === undefined) throw this.whyNot(at, n);
    // A wait that is over at once is an operation all the same: others get their turn, however fast a loop goes round.
    await (moment > at ? waitUntil(ctx, moment, this.#undone(moment, n)) : sleep(0));
  }
}
