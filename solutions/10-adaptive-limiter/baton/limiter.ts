import { chan, select, time, type Channel, type Context } from 'concurrency-tutor';
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
  /** Holds the state while nobody works with it. Who receives it owns it, until he sends it back. */
  readonly #baton = chan<State>(1, 'baton');

  constructor(options: GateOptions) {
    this.#options = options;
    this.#baton.trySend({
      adaptive: new AdaptiveLimit(options.adaptive), queue: [], number: 0, running: 0,
      begun: { high: 0, normal: 0, low: 0 }, refused: { 'queue full': 0, 'waited too long': 0, 'made room': 0 }, done: 0, failed: 0, gone: 0, longestWait: 0,
    });
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
    if (ctx.err() !== undefined) throw ctx.err();
    const verdict = await this.#wait(ctx, priority);
    if (verdict === 'gone') throw ctx.err();
    if (verdict !== 'begin') {
      if (fallback === undefined) throw new OverloadError(verdict);
      return fallback();
    }
    const began = time.now();
    try {
      const result = await work(ctx);
      await this.#leave(began, true);
      return result;
    } catch (error) {
      await this.#leave(began, false);
      throw error;
    }
  }

  /** The numbers of one moment. */
  async metrics(): Promise<Metrics> {
    const state = await this.#take();
    const waiting = { high: 0, normal: 0, low: 0 };
    for (const { priority } of state.queue) waiting[priority] += 1;
    const { running, begun, done, failed, refused, gone, longestWait } = state;
    const metrics = { limit: state.adaptive.current(), running, waiting, begun: { ...begun }, done, failed, refused: { ...refused }, gone, longestWait };
    this.#pass(state);
    return metrics;
  }

  async #take(): Promise<State> {
    return (await this.#baton.receive()) as State;
  }

  /** Lets everybody begin who may, and sends the state on its way. */
  #pass(state: State): void {
    while (state.running < state.adaptive.current()) {
      const next = state.queue.shift();
      if (next === undefined) break;
      state.running += 1;
      state.begun[next.priority] += 1;
      state.longestWait = Math.max(state.longestWait, time.since(next.since));
      next.told.trySend('begin');
    }
    this.#baton.trySend(state);
  }

  async #wait(ctx: Context, priority: Priority): Promise<Told | 'gone'> {
    const told = chan<Told>(1, 'told');
    const ticket = await this.#queueUp(priority, told);
    const timer = time.newTimer(this.#options.patience);
    const event = await select({ told, late: timer.channel, stop: ctx.done() });
    timer.stop();
    if (event.case === 'told') return event.value ?? 'gone';

    const state = await this.#take();
    const waits = state.queue.includes(ticket);
    if (waits) {
      state.queue.splice(state.queue.indexOf(ticket), 1);
      if (event.case === 'stop') state.gone += 1;
      else state.refused['waited too long'] += 1;
    }
    this.#pass(state);
    // Whoever is not in the queue any more has been told why.
    if (!waits) return told.tryReceive()?.[0] ?? 'gone';
    return event.case === 'stop' ? 'gone' : 'waited too long';
  }

  /** The queue is kept in order: by priority, then by number. */
  async #queueUp(priority: Priority, told: Channel<Told>): Promise<Ticket> {
    const state = await this.#take();
    const ticket: Ticket = { priority, rank: ranks[priority], number: state.number += 1, since: time.now(), told };
    const mustWait = state.running >= state.adaptive.current();
    const last = state.queue.at(-1);
    if (mustWait && state.queue.length >= this.#options.queue && (last === undefined || last.rank <= ticket.rank)) {
      state.refused['queue full'] += 1;
      told.trySend('queue full');
    } else {
      if (mustWait && state.queue.length >= this.#options.queue) {
        state.refused['made room'] += 1;
        state.queue.pop()?.told.trySend('made room');
      }
      const place = state.queue.findIndex(({ rank }) => rank > ticket.rank);
      state.queue.splice(place < 0 ? state.queue.length : place, 0, ticket);
    }
    this.#pass(state);
    return ticket;
  }

  async #leave(began: number, ok: boolean): Promise<void> {
    const state = await this.#take();
    state.running -= 1;
    if (ok) state.done += 1;
    else state.failed += 1;
    state.adaptive.observe(time.since(began), ok);
    this.#pass(state);
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

type Told = 'begin' | OverloadError['reason'];

interface Ticket {
  readonly priority: Priority;
  readonly rank: number;
  readonly number: number;
  readonly since: number;
  readonly told: Channel<Told>;
}

interface State {
  readonly adaptive: AdaptiveLimit;
  readonly queue: Ticket[];
  number: number;
  running: number;
  readonly begun: Record<Priority, number>;
  readonly refused: Record<OverloadError['reason'], number>;
  done: number;
  failed: number;
  gone: number;
  longestWait: number;
}

const ranks: Readonly<Record<Priority, number>> = { high: 0, normal: 1, low: 2 };
