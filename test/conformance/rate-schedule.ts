import { expect } from 'vitest';
import { type rate, time } from '../../src/index.ts';

/** The unit of time of Go's tests of `rate`, in milliseconds. */
export const D = 100;
/** Where they begin: a moment of our days with a fraction, as `time.now()` gives it. */
const t0 = time.now();

/** The moment `units` units after the beginning. */
export function t(units: number): number {
  return t0 + units * D;
}

/** A call of `allowN`, how many tokens there are before it, and what it gives. */
export type Allow = readonly [at: number, tokens: number, n: number, ok: boolean];

/** Makes the calls one after the other, and compares. */
export function expectAllows(limiter: rate.Limiter, allows: readonly Allow[]): void {
  for (const [at, tokens, n, ok] of allows) {
    expect([limiter.tokensAt(t(at)), limiter.allowN(t(at), n)]).toEqual([tokens, ok]);
  }
}

/** A reservation of `n` at unit `at`: granted for unit `act`, or refused. */
export function expectReserve(limiter: rate.Limiter, at: number, n: number, act: number | 'refused', longest = Infinity): rate.Reservation {
  const reservation = limiter.reserveN(t(at), n, longest);
  const units = reservation.ok ? Math.round((t(at) + reservation.delayFrom(t(at)) - t0) / D) : 'refused';
  expect(units).toBe(act);
  return reservation;
}
