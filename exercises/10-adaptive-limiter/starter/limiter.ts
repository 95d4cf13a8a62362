import type { Context } from 'concurrency-tutor';
import type { Store } from './stores.ts';

/*
 * Part 1: counting requests, in one process or in many.
 */

/** At most `limit` requests in each `window` milliseconds; what that means exactly, the algorithm says. */
export interface Policy {
  /**
   * - `fixed-window`: time is cut into windows, which begin at the multiples of `window`. In each of them, `limit` requests are allowed.
   * - `sliding-window`: in any stretch of time that is shorter than `window`, at most `limit` requests are allowed. A request counts until `window` has gone by.
   * - `token-bucket`: a bucket holds `limit` tokens and is full at first. A request takes one. `limit` new ones come in each `window`, evenly.
   */
  readonly algorithm: 'fixed-window' | 'sliding-window' | 'token-bucket';
  readonly limit: number;
  readonly window: number;
}

export interface Decision {
  readonly allowed: boolean;
  /** When it was refused: after how many milliseconds a request would be allowed, if nobody else comes. Otherwise 0. */
  readonly retryAfter: number;
}

/**
 * Decides about one request, at the time `now` (milliseconds). `state` is what the last decision gave; `undefined` at first. A request that is refused counts
 * for nothing. Depends on nothing but what it is given; `state` is text in a form of your own, and grows no longer than `limit` needs.
 */
export function decide(policy: Policy, state: string | undefined, now: number): Decision & { readonly state: string } {
  return notWritten('decide', policy, state, now);
}

/** Limits requests by key, for all who use the same store. */
export class SharedLimiter {
  /**
   * @param whenStoreFails what to do when the store throws: `allow` every request until it works again, or `refuse` it. A refusal for this reason has a
   * `retryAfter` of 1,000.
   */
  constructor(store: Store, policy: Policy, whenStoreFails: 'allow' | 'refuse') {
    notWritten('the constructor of SharedLimiter', store, policy, whenStoreFails);
  }

  /**
   * Decides about one request for `key`. Two decisions at the same time, also in different processes, never count one of them for nothing: if somebody else has changed
   * the state in the meantime, this one decides anew. The clock is the store's. A state is kept for as long as it means anything, at most twice the window, and then forgotten.
   * Throws `ctx.err()` when `ctx` has ended.
   */
  async take(ctx: Context, key: string): Promise<Decision> {
    return notWritten('take', ctx, key);
  }
}

/*
 * Part 2: finding the limit, and living with it.
 */

export interface AdaptiveOptions {
  readonly initial: number;
  readonly least: number;
  readonly most: number;
  /** An answer that took longer than this, in milliseconds, was slow. */
  readonly target: number;
  /** So many answers make a round. */
  readonly round: number;
  /** What a limit is multiplied with after a bad round; less than 1. */
  readonly shrink: number;
}

/**
 * A limit that follows response times. When a round is complete, the limit changes: if more than half of its answers were slow or had failed, it shrinks, rounded down, but not below
 * `least`; otherwise it grows by one, but not above `most`. The next round begins with nothing.
 */
export class AdaptiveLimit {
  constructor(options: AdaptiveOptions) {
    notWritten('the constructor of AdaptiveLimit', options);
  }

  current(): number {
    return notWritten('current');
  }

  /** An answer has come. `ok`: it was a good one. */
  observe(duration: number, ok: boolean): void {
    notWritten('observe', duration, ok);
  }
}

export type Priority = 'high' | 'normal' | 'low';

export interface GateOptions {
  readonly adaptive: AdaptiveOptions;
  /** How many may wait, all priorities together. */
  readonly queue: number;
  /** How long one may wait, in milliseconds. */
  readonly patience: number;
}

/** Thrown to those who are not let through. */
export class OverloadError extends Error {
  override readonly name = 'OverloadError';
  readonly reason: 'queue full' | 'waited too long' | 'made room';

  constructor(reason: OverloadError['reason']) {
    super(`too much to do: ${reason}`);
    this.reason = reason;
  }
}

export interface Metrics {
  readonly limit: number;
  readonly running: number;
  readonly waiting: Readonly<Record<Priority, number>>;
  /** Work that has begun, by priority. */
  readonly begun: Readonly<Record<Priority, number>>;
  /** Work that has returned, and that has thrown. */
  readonly done: number;
  readonly failed: number;
  /** Requests that were not let through, by reason. */
  readonly refused: Readonly<Record<OverloadError['reason'], number>>;
  /** Callers whose context ended while they waited. */
  readonly gone: number;
  /** The longest that anybody who was let through has waited, in milliseconds. */
  readonly longestWait: number;
}

/** Lets work through, as much at a time as the adaptive limit says. It needs no goroutine when nothing happens. */
export class Gate {
  constructor(options: GateOptions) {
    notWritten('the constructor of Gate', options);
  }

  /**
   * Runs `work` as soon as it may, and gives what it returns or throws what it throws. The time it took, and whether it returned, is observed by the adaptive limit.
   *
   * - Who may not begin waits. Higher priorities go first; among equals, who came first. As long as somebody waits, as much is running as the limit allows, and a limit that has grown counts at once.
   * - If the queue is full, a newcomer takes the place of the one who waits with the lowest priority, and came last among those, if that is lower than his own; that one is refused (`made room`). Otherwise the newcomer is refused (`queue full`).
   * - Who has waited for `patience` is refused (`waited too long`).
   * - Who is refused gets what `fallback` gives, if there is one; otherwise an `OverloadError` is thrown.
   * - When `ctx` ends while he waits, `ctx.err()` is thrown. Work that has begun gets `ctx`, and decides itself.
   */
  async run<T>(ctx: Context, priority: Priority, work: (ctx: Context) => Promise<T>, fallback?: () => T): Promise<T> {
    return notWritten('run', ctx, priority, work, fallback);
  }

  /** The numbers of one moment. */
  async metrics(): Promise<Metrics> {
    return notWritten('metrics');
  }
}

/** Remove this when you no longer need it. */
function notWritten(what: string, ..._given: readonly unknown[]): never {
  throw new Error(`${what} is not written yet`);
}
