import { chan, defer, select, sync, time, type Channel, type Context } from 'concurrency-tutor';
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
  switch (policy.algorithm) {
    case 'fixed-window': return fixedWindow(policy, state, now);
    case 'sliding-window': return slidingWindow(policy, state, now);
    case 'token-bucket': return tokenBucket(policy, state, now);
  }
}

/** Limits requests by key, for all who use the same store. */
export class SharedLimiter {
  readonly #store: Store;
  readonly #policy: Policy;
  readonly #whenStoreFails: 'allow' | 'refuse';

  /**
   * @param whenStoreFails what to do when the store throws: `allow` every request until it works again, or `refuse` it. A refusal for this reason has a
   * `retryAfter` of 1,000.
   */
  constructor(store: Store, policy: Policy, whenStoreFails: 'allow' | 'refuse') {
    this.#store = store;
    this.#policy = policy;
    this.#whenStoreFails = whenStoreFails;
  }

  /**
   * Decides about one request for `key`. Two decisions at the same time, also in different processes, never count one of them for nothing: if somebody else has changed
   * the state in the meantime, this one decides anew. The clock is the store's. A state is kept for as long as it means anything, at most twice the window, and then forgotten.
   * Throws `ctx.err()` when `ctx` has ended.
   */
  async take(ctx: Context, key: string): Promise<Decision> {
    for (;;) {
      if (ctx.err() !== undefined) throw ctx.err();
      try {
        const { value, now } = await this.#store.read(key);
        const { allowed, retryAfter, state } = decide(this.#policy, value, now);
        // A refusal changes nothing, so there is nothing to write.
        if (!allowed || await this.#store.replace(key, value, state, 2 * this.#policy.window)) return { allowed, retryAfter };
      } catch {
        return this.#whenStoreFails === 'allow' ? { allowed: true, retryAfter: 0 } : { allowed: false, retryAfter: 1000 };
      }
    }
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
  readonly #options: AdaptiveOptions;
  #limit: number;
  #answers = 0;
  #bad = 0;

  constructor(options: AdaptiveOptions) {
    this.#options = options;
    this.#limit = options.initial;
  }

  current(): number {
    return this.#limit;
  }

  /** An answer has come. `ok`: it was a good one. */
  observe(duration: number, ok: boolean): void {
    const { target, round, shrink, least, most } = this.#options;
    this.#answers += 1;
    if (duration > target || !ok) this.#bad += 1;
    if (this.#answers < round) return;
    const isBad = this.#bad * 2 > this.#answers;
    this.#limit = isBad ? Math.max(least, Math.floor(this.#limit * shrink)) : Math.min(most, this.#limit + 1);
    this.#answers = 0;
    this.#bad = 0;
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
  readonly #options: GateOptions;
  /** Guards all below. */
  readonly #lock = new sync.Mutex();
  readonly #adaptive: AdaptiveLimit;
  readonly #waiting: Record<Priority, Waiter[]> = { high: [], normal: [], low: [] };
  readonly #begun: Record<Priority, number> = { high: 0, normal: 0, low: 0 };
  readonly #refused: Record<OverloadError['reason'], number> = { 'queue full': 0, 'waited too long': 0, 'made room': 0 };
  #running = 0;
  #done = 0;
  #failed = 0;
  #gone = 0;
  #longestWait = 0;

  constructor(options: GateOptions) {
    this.#options = options;
    this.#adaptive = new AdaptiveLimit(options.adaptive);
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
    const reason = await this.#enter(ctx, priority);
    if (reason !== undefined) {
      if (fallback !== undefined) await this.#change(() => { this.#refused[reason] -= 1; });
      if (fallback !== undefined) return fallback();
      throw new OverloadError(reason);
    }
    const began = time.now();
    let ok = false;
    try {
      const result = await work(ctx);
      ok = true;
      return result;
    } finally {
      await this.#change(() => this.#leave(time.since(began), ok));
    }
  }

  /** The numbers of one moment. */
  async metrics(): Promise<Metrics> {
    return await this.#change(() => ({
      limit: this.#adaptive.current(), running: this.#running,
      waiting: { high: this.#waiting.high.length, normal: this.#waiting.normal.length, low: this.#waiting.low.length },
      begun: { ...this.#begun }, done: this.#done, failed: this.#failed, refused: { ...this.#refused }, gone: this.#gone, longestWait: this.#longestWait,
    }));
  }

  async #change<R>(change: () => R): Promise<R> {
    using _lock = await this.#lock.acquire();
    return change();
  }

  /** Waits until work may begin. Gives the reason if it may not. */
  async #enter(ctx: Context, priority: Priority): Promise<OverloadError['reason'] | undefined> {
    if (ctx.err() !== undefined) throw ctx.err();
    const waiter: Waiter = { priority, since: time.now(), told: chan(1, 'told') };
    if (!await this.#change(() => this.#queue(waiter))) return 'queue full';
    const timer = time.newTimer(this.#options.patience);
    using _stop = defer(() => timer.stop());
    const event = await select({ told: waiter.told, late: timer.channel, stop: ctx.done() });
    if (event.case === 'told') return event.value === 'made room' ? 'made room' : undefined;
    // It may have been told something at the same moment; then that counts.
    const told = await this.#change(() => this.#giveUp(waiter, event.case));
    if (told === 'begin') return undefined;
    if (told === 'made room') return 'made room';
    if (event.case === 'stop') throw ctx.err();
    return 'waited too long';
  }

  /** Under the lock, as all below. */
  #queue(waiter: Waiter): boolean {
    const room = this.#options.queue;
    const isFull = this.#running >= this.#adaptive.current() && priorities.reduce((sum, priority) => sum + this.#waiting[priority].length, 0) >= room;
    if (isFull && !this.#makeRoom(waiter.priority)) {
      this.#refused['queue full'] += 1;
      return false;
    }
    this.#waiting[waiter.priority].push(waiter);
    this.#admit();
    return true;
  }

  /** Takes the last of the lowest priority out of the queue, if that is lower than this one. */
  #makeRoom(priority: Priority): boolean {
    const lowest = priorities.findLast((other) => this.#waiting[other].length > 0);
    if (lowest === undefined || priorities.indexOf(lowest) <= priorities.indexOf(priority)) return false;
    this.#waiting[lowest].pop()?.told.trySend('made room');
    this.#refused['made room'] += 1;
    return true;
  }

  #admit(): void {
    while (this.#running < this.#adaptive.current()) {
      const next = priorities.map((priority) => this.#waiting[priority]).find((queue) => queue.length > 0)?.shift();
      if (next === undefined) return;
      this.#running += 1;
      this.#begun[next.priority] += 1;
      this.#longestWait = Math.max(this.#longestWait, time.since(next.since));
      next.told.trySend('begin');
    }
  }

  #giveUp(waiter: Waiter, why: 'late' | 'stop'): 'begin' | 'made room' | undefined {
    const queue = this.#waiting[waiter.priority];
    const index = queue.indexOf(waiter);
    if (index < 0) return waiter.told.tryReceive()?.[0];
    queue.splice(index, 1);
    if (why === 'stop') this.#gone += 1;
    else this.#refused['waited too long'] += 1;
    return undefined;
  }

  #leave(duration: number, ok: boolean): void {
    this.#running -= 1;
    if (ok) this.#done += 1;
    else this.#failed += 1;
    this.#adaptive.observe(duration, ok);
    this.#admit();
  }
}

type Verdict = Decision & { readonly state: string };

/** State: the window's number, and how many it has had. */
function fixedWindow({ limit, window }: Policy, state: string | undefined, now: number): Verdict {
  const current = Math.floor(now / window);
  const [number = NaN, known = 0] = (state ?? '').split(' ').map(Number);
  const count = number === current ? known : 0;
  if (count >= limit) return { allowed: false, retryAfter: (current + 1) * window - now, state: `${current} ${count}` };
  return { allowed: true, retryAfter: 0, state: `${current} ${count + 1}` };
}

/** State: the times of the requests that still count. */
function slidingWindow({ limit, window }: Policy, state: string | undefined, now: number): Verdict {
  const times = (state ?? '').split(' ').filter((text) => text !== '').map(Number).filter((time) => time > now - window);
  if (times.length >= limit) return { allowed: false, retryAfter: (times[0] ?? now) + window - now, state: times.join(' ') };
  return { allowed: true, retryAfter: 0, state: [...times, now].join(' ') };
}

/** State: the time at which the bucket will be full again. Each request puts it off by what one token takes. */
function tokenBucket({ limit, window }: Policy, state: string | undefined, now: number): Verdict {
  const interval = window / limit;
  const full = Math.max(now, Number(state ?? now));
  const wait = full - now - (limit - 1) * interval;
  // A millionth of a millisecond is what rounding may make of nothing.
  if (wait > 1e-6) return { allowed: false, retryAfter: wait, state: String(full) };
  return { allowed: true, retryAfter: 0, state: String(full + interval) };
}

const priorities: readonly Priority[] = ['high', 'normal', 'low'];

/** Somebody who waits. `told` has room for the one thing he will be told. */
interface Waiter {
  readonly priority: Priority;
  readonly since: number;
  readonly told: Channel<'begin' | 'made room'>;
}
