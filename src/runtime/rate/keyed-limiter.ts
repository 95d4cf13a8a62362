import type { Context } from '../context/index.ts';
import { changes } from '../program.ts';
import { now } from '../time/index.ts';
import type { RateLimiter, Reservation } from './rate-limiter.ts';
import { RecencyList } from './recency-list.ts';
import { requireDuration, requireWhole } from './requirements.ts';
import { refused } from './reservation.ts';
import { WaitError } from './wait-error.ts';

/** How many of the longest unused keys are looked at when a limiter is asked: more than one new key can add, so that what expires does go. */
const LOOKS = 2;

/** How a `KeyedLimiter` keeps its memory bounded. */
export interface KeyedLimiterOptions {
  /** How long a key is kept after its last use, in milliseconds. Default: a minute. */
  readonly expireAfter?: number;
  /** The most keys that are kept. Default 100,000. */
  readonly maxKeys?: number;
  /**
   * What happens to a new key when there are so many already, and none has expired. `evict` (default): the key that was unused for longest is
   * forgotten; should it come back, it begins afresh. `refuse`: the new key is not allowed anything until there is room.
   */
  readonly whenFull?: 'evict' | 'refuse';
}

interface Entry<K> {
  readonly key: K;
  readonly limiter: RateLimiter;
  usedAt: number;
  older: Entry<K> | undefined;
  newer: Entry<K> | undefined;
}

/**
 * A limiter for each key: each user, each host. They are made when a key is first seen and forgotten when it has not been used for a while *and*
 * its limiter is as good as new; so forgetting one never gives anybody more than the limit. Only when there are more than `maxKeys` live
 * ones is one lost before its time.
 *
 * There is no timer: what has expired is dropped when others are used, a few at a time; `sweep()` drops all of it. Nothing keeps a program alive.
 */
export class KeyedLimiter<K = string> {
  readonly #make: (key: K) => RateLimiter;
  readonly #expireAfter: number;
  readonly #maxKeys: number;
  readonly #whenFull: 'evict' | 'refuse';
  readonly #entries = new Map<K, Entry<K>>();
  readonly #byUse = new RecencyList<Entry<K>>();

  /** @param make makes the limiter of a key: `() => new rate.Limiter(10, 20)` */
  constructor(make: (key: K) => RateLimiter, { expireAfter = 60_000, maxKeys = 100_000, whenFull = 'evict' }: KeyedLimiterOptions = {}) {
    requireDuration('rate.KeyedLimiter: expireAfter', expireAfter);
    requireWhole('rate.KeyedLimiter: maxKeys', maxKeys, 1);
    this.#make = make;
    this.#expireAfter = expireAfter;
    this.#maxKeys = maxKeys;
    this.#whenFull = whenFull;
  }

  /** How many keys are kept. */
  get size(): number {
    return this.#entries.size;
  }

  /** The limiter of a key, which counts as a use; `undefined` when it is refused for want of room. */
  limiter(key: K): RateLimiter | undefined {
    changes(this);
    const at = now();
    const known = this.#entries.get(key);
    if (known) {
      known.usedAt = at;
      this.#byUse.touch(known);
    }
    this.#expireSome(at, known);
    if (known) return known.limiter;
    return this.#hasRoom(at) ? this.#add(key, at) : undefined;
  }

  #add(key: K, at: number): RateLimiter {
    const entry: Entry<K> = { key, limiter: this.#make(key), usedAt: at, older: undefined, newer: undefined };
    this.#entries.set(key, entry);
    this.#byUse.add(entry);
    return entry.limiter;
  }

  #drop(entry: Entry<K>): void {
    this.#entries.delete(entry.key);
    this.#byUse.remove(entry);
  }

  /** Whether an event of this key may happen now. */
  allow(key: K): boolean {
    return this.limiter(key)?.allow() ?? false;
  }

  /** Whether `n` events of this key may happen now: all or none. */
  allowN(key: K, n: number): boolean {
    return this.limiter(key)?.allowN(now(), n) ?? false;
  }

  /** Sets a place aside for an event of this key. */
  reserve(key: K): Reservation {
    return this.limiter(key)?.reserve() ?? refused;
  }

  /** Waits until an event of this key may happen. @throws as `RateLimiter.wait` does */
  wait(ctx: Context, key: K): Promise<void> {
    return this.waitN(ctx, key, 1);
  }

  /** Waits until `n` events of this key may happen. @throws as `RateLimiter.wait` does */
  async waitN(ctx: Context, key: K, n: number): Promise<void> {
    const limiter = this.limiter(key);
    if (!limiter) throw new WaitError('full', `rate: no room for another key: ${this.#maxKeys} are in use`);
    await limiter.waitN(ctx, n);
  }

  /** Drops every key that has expired. @returns how many */
  sweep(): number {
    changes(this);
    const at = now();
    let dropped = 0;
    for (const entry of this.#entries.values()) {
      if (!this.#hasExpired(entry, at)) continue;
      this.#drop(entry);
      dropped++;
    }
    return dropped;
  }

  #hasExpired({ limiter, usedAt }: Entry<K>, at: number): boolean {
    return usedAt + this.#expireAfter <= at && limiter.restsAt() <= at;
  }

  /** Looks at those that were unused for longest, but for the one in use. One that still counts goes to the end, so that it does not hide others. */
  #expireSome(at: number, inUse: Entry<K> | undefined): void {
    for (let looks = 0; looks < LOOKS; looks++) {
      const { oldest } = this.#byUse;
      if (!oldest || oldest === inUse || oldest.usedAt + this.#expireAfter > at) return;
      if (this.#hasExpired(oldest, at)) this.#drop(oldest);
      else this.#byUse.touch(oldest);
    }
  }

  #hasRoom(at: number): boolean {
    const { oldest } = this.#byUse;
    if (this.#entries.size < this.#maxKeys || !oldest) return true;
    if (this.#whenFull === 'refuse' && !this.#hasExpired(oldest, at)) return false;
    this.#drop(oldest);
    return true;
  }
}
