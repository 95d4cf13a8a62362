import type { Context } from '../context/index.ts';

/** A place in the future that a limiter has set aside. Go: `rate.Reservation`. */
export interface Reservation {
  /** Whether it was granted. If not, `delay()` is `InfDuration` and `cancel()` does nothing. Go: `r.OK()`. */
  readonly ok: boolean;
  /** Milliseconds to wait, from now, before acting; 0: act at once. Go: `r.Delay()`. */
  delay(): number;
  /** The same, seen from the moment `at`. Go: `r.DelayFrom(t)`. */
  delayFrom(at: number): number;
  /** Says that nothing will be done after all, and gives back as much as others' later reservations permit. Once the time has come it does nothing. Go: `r.Cancel()`. */
  cancel(): void;
  /** The same, as if it were the moment `at`. Go: `r.CancelAt(t)`. */
  cancelAt(at: number): void;
}

/**
 * What every limiter of this package can do, whatever its algorithm. Moments are milliseconds since the epoch (`time.now()`), durations
 * milliseconds.
 *
 * `allow` drops, `wait` slows down, `reserve` leaves the waiting to the caller. Whoever comes first is served first: an event never
 * overtakes one that has a reservation.
 */
export interface RateLimiter {
  /** Whether an event may happen now; if so, it counts. Go: `lim.Allow()`. */
  allow(): boolean;
  /** Whether `n` events may happen at the moment `at`: all of them or none. Go: `lim.AllowN(t, n)`. */
  allowN(at: number, n: number): boolean;
  /** Sets a place aside for one event. Go: `lim.Reserve()`. */
  reserve(): Reservation;
  /** Sets places aside for `n` events, unless that would mean waiting for more than `longest` milliseconds from `at`. Go: `lim.ReserveN(t, n)`. */
  reserveN(at: number, n: number, longest?: number): Reservation;
  /** Waits until an event may happen. Go: `lim.Wait(ctx)`. @throws {WaitError} at once, when it would be in vain; what `ctx.err()` gives, when the context ends */
  wait(ctx: Context): Promise<void>;
  /** Waits until `n` events may happen. Go: `lim.WaitN(ctx, n)`. @throws as `wait` does */
  waitN(ctx: Context, n: number): Promise<void>;
  /** From which moment on it is as if it had never been used, if nothing else happens; `Infinity`: never. */
  restsAt(): number;
}
