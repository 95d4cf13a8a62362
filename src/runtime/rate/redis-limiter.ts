import type { Context } from '../context/index.ts';
import { go } from '../go.ts';
import { now } from '../time/index.ts';
import { KeyedLimiter } from './keyed-limiter.ts';
import type { RateLimiter } from './rate-limiter.ts';
import type { RedisClient } from './redis-client.ts';
import type { RedisUnavailableError } from './redis-error.ts';
import { type Answer, ask, type Granting } from './redis-question.ts';
import { requireCount, requireDuration, requirePositive, requireWhole } from './requirements.ts';
import { exceedsDeadline, WaitError } from './wait-error.ts';
import { waitUntil } from './wait-until.ts';

/** What to do when Redis does not answer: refuse, let everything through, or ask a limiter of this process. */
export type Fallback = 'deny' | 'allow' | RateLimiter | KeyedLimiter;

/** How a `RedisLimiter` limits, and what it does without Redis. */
export interface RedisLimiterOptions {
  /** Events per second for each key; more than 0 and finite. */
  readonly limit: number;
  /** Events of one key that may happen at once; at least 1. */
  readonly burst: number;
  /** Put before each key. Default `rate:`. Limiters with different limits need different ones. */
  readonly prefix?: string;
  /**
   * What happens when Redis is gone. `deny` (default): `allow` gives false and `wait` throws a `RedisUnavailableError`, so that what the limit
   * protects stays protected. `allow`: everything passes. A limiter, for all keys together or for each: it decides, for this process alone; with p processes, give it a p-th of the limit.
   */
  readonly onUnavailable?: Fallback;
  /** How long to wait for one answer of Redis, in milliseconds. Default 500. Then it counts as gone. */
  readonly timeout?: number;
  /** How long not to ask again after Redis was found gone, in milliseconds; the fallback decides at once. Default 1,000. */
  readonly retryAfter?: number;
  /** Told each time Redis is found gone. */
  readonly observe?: (error: RedisUnavailableError) => void;
}

/**
 * One limit for many processes, kept in Redis: a token bucket for each key, counted by one atomic script and by the server's clock, so that clocks
 * that differ do not matter. Works with Redis 5 and later. Keys expire when they are full again. One command for a question; two for a wait that is given up.
 *
 * Nothing hangs when Redis does: each question has a time limit, and then the fallback decides. A mistake (no permission, a foreign key) is a
 * `RedisScriptError` and never the fallback. A client that keeps commands for later should not do so for long (ioredis:
 * `enableOfflineQueue: false` or a small `maxRetriesPerRequest`): a question that arrives after its answer was given up takes tokens for nothing.
 */
export class RedisLimiter {
  readonly #client: RedisClient;
  readonly #limit: number;
  readonly #burst: number;
  readonly #prefix: string;
  readonly #fallback: Fallback;
  readonly #timeout: number;
  readonly #retryAfter: number;
  readonly #observe: ((error: RedisUnavailableError) => void) | undefined;
  /** The last outage, and until when it is taken to last. */
  #outage: { readonly error: RedisUnavailableError; readonly until: number } | undefined;

  constructor(client: RedisClient, options: RedisLimiterOptions) {
    const { limit, burst, prefix = 'rate:', onUnavailable = 'deny', timeout = 500, retryAfter = 1_000, observe } = options;
    requirePositive('rate.RedisLimiter: a limit', limit);
    requireWhole('rate.RedisLimiter: a burst', burst, 1);
    requirePositive('rate.RedisLimiter: a timeout', timeout);
    requireDuration('rate.RedisLimiter: retryAfter', retryAfter);
    this.#client = client;
    this.#limit = limit;
    this.#burst = burst;
    this.#prefix = prefix;
    this.#fallback = onUnavailable;
    this.#timeout = timeout;
    this.#retryAfter = retryAfter;
    this.#observe = observe;
  }

  /** Whether an event of this key may happen now; if so, it counts. @throws {RedisScriptError} */
  allow(key: string): Promise<boolean> {
    return this.allowN(key, 1);
  }

  /** Whether `n` events of this key may happen now: all or none. @throws {RedisScriptError} */
  async allowN(key: string, n: number): Promise<boolean> {
    requireCount('allowN', n);
    const answer = await this.#ask(key, n, '0');
    switch (answer.kind) {
      case 'granting': return answer.ok;
      case 'failed': throw answer.error;
      case 'unavailable': return allowWithout(this.#fallback, key, n);
      case 'ended': return false;
    }
  }

  /**
   * Waits until an event of this key may happen. Turns are given in the order in which Redis was asked.
   * @throws {WaitError} at once, when it would be in vain; {RedisScriptError}; {RedisUnavailableError} where the fallback is `deny`; what
   * `ctx.err()` gives, when the context ends, and the turn is given back
   */
  wait(ctx: Context, key: string): Promise<void> {
    return this.waitN(ctx, key, 1);
  }

  /** Waits until `n` events of this key may happen. @throws as `wait` does */
  async waitN(ctx: Context, key: string, n: number): Promise<void> {
    requireCount('waitN', n);
    if (n > this.#burst) throw new WaitError('never', `rate: Wait(n=${n}) exceeds limiter's burst ${this.#burst}`);
    const ended = ctx.err();
    if (ended) throw ended;
    const answer = await this.#ask(key, n, longestWait(ctx), ctx);
    switch (answer.kind) {
      case 'granting': return this.#await(ctx, key, n, answer);
      case 'failed': throw answer.error;
      case 'unavailable': return waitWithout(this.#fallback, answer.error, ctx, key, n);
      case 'ended': throw ctx.err() as Error;
    }
  }

  async #await(ctx: Context, key: string, n: number, granting: Granting): Promise<void> {
    if (!granting.ok) throw exceedsDeadline(n);
    // The server's clock counted the delay; it is waited out on ours, from when the answer was here, so it is never too short.
    await waitUntil(ctx, now() + granting.delay, () => this.#giveBack(key, n, granting));
  }

  async #ask(key: string, n: number, longest: string, ctx?: Context): Promise<Answer> {
    const at = now();
    if (this.#outage && at < this.#outage.until) return { kind: 'unavailable', error: this.#outage.error };
    const args = [String(this.#limit), String(this.#burst), String(n), longest, ''];
    const answer = await ask(this.#client, this.#prefix + key, args, this.#timeout, ctx, (late) => this.#giveBack(key, n, late));
    if (answer.kind === 'granting') this.#outage = undefined;
    if (answer.kind !== 'unavailable') return answer;
    this.#outage = { error: answer.error, until: now() + this.#retryAfter };
    this.#observe?.(answer.error);
    return answer;
  }

  /** Whether it arrives is nobody's concern: what is not given back is a little less for everybody. */
  #giveBack(key: string, n: number, { moment }: Granting): void {
    const args = [String(this.#limit), String(this.#burst), String(n), '0', moment];
    go.daemon(async () => { await ask(this.#client, this.#prefix + key, args, this.#timeout); });
  }
}

/** In whole microseconds, as the script wants it. */
function longestWait(ctx: Context): string {
  const deadline = ctx.deadline();
  return deadline === undefined ? '-1' : String(Math.max(0, Math.floor((deadline - now()) * 1_000)));
}

function allowWithout(fallback: Fallback, key: string, n: number): boolean {
  if (typeof fallback === 'string') return fallback === 'allow';
  return fallback instanceof KeyedLimiter ? fallback.allowN(key, n) : fallback.allowN(now(), n);
}

async function waitWithout(fallback: Fallback, error: RedisUnavailableError, ctx: Context, key: string, n: number): Promise<void> {
  if (fallback === 'allow') return;
  if (fallback === 'deny') throw error;
  if (fallback instanceof KeyedLimiter) await fallback.waitN(ctx, key, n);
  else await fallback.waitN(ctx, n);
}
