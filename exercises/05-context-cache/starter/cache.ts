import type { Context } from 'concurrency-tutor';

/** What a source gives for a key. `ttl`: how many milliseconds the value may be kept; without it, as long as there is room. */
export interface Loaded<V> {
  readonly value: V;
  readonly ttl?: number;
}

/** What is behind the cache, and slow: a database, another server. Both functions end soon after their context has ended, and then throw. */
export interface Source<K, V> {
  /** Gives `undefined` when there is no such key. */
  load(ctx: Context, key: K): Promise<Loaded<V> | undefined>;
  save(ctx: Context, key: K, value: V): Promise<void>;
}

/**
 * Which entry has to go when there is no room.
 *
 * - `lru`: the one whose last use is longest ago. Every `get` that finds it and every `set` is a use.
 * - `lfu`: the one with the fewest uses; among those, the one whose last use is longest ago.
 * - `fifo`: the one that came first. A new value for a key that is there does not change its place.
 */
export type Policy = 'lru' | 'lfu' | 'fifo';

export interface Settings<K, V> {
  readonly source: Source<K, V>;
  /** The most entries that are kept. */
  readonly capacity: number;
  readonly policy: Policy;
  /** How many calls of `load` and `save` may be going on at the same time, together. */
  readonly concurrency: number;
  /** How often expired entries are looked for, in milliseconds. */
  readonly sweepEvery: number;
  /** Is told of every entry that has gone because its time was over or because there was no room; once for each. Neither waits nor throws. */
  readonly onRemove?: (key: K, value: V, why: 'expired' | 'evicted') => void;
}

/** One entry of `setMany`. */
export interface NewEntry<K, V> {
  readonly key: K;
  readonly value: V;
  readonly ttl?: number;
}

/** Thrown by every method but `close` once `close` has been called, also by those that were waiting then. */
export class CacheClosedError extends Error {
  override readonly name = 'CacheClosedError';

  constructor() {
    super('The cache is closed.');
  }
}

/**
 * Keeps values of a slow source at hand. Its methods may be called by any number of goroutines.
 *
 * Every method throws `ctx.err()` when its context ends, also when it has ended before the call; then it has not begun anything.
 *
 * An entry that has expired is never given. Before an entry that has not expired is evicted, those that have are removed.
 * No more than `capacity` entries are kept at any moment.
 */
export class Cache<K, V> {
  /** Throws a `RangeError` unless `capacity` and `concurrency` are whole numbers of at least 1 and `sweepEvery` is greater than 0 and finite. */
  constructor(settings: Settings<K, V>) {
    notWritten('the constructor of Cache', settings);
  }

  /**
   * The value of a key: from the cache, or else from the source, and then it is kept. `undefined` when the source has none; that is not kept.
   *
   * Callers that want the same key at the same time share one load. It goes on as long as one of them waits; when the last one has given up, its
   * context is cancelled. When it throws, all who wait throw the same, and nothing is kept. A value that was set or forgotten while it was being loaded is not overwritten by what the load brings.
   */
  async get(ctx: Context, key: K): Promise<V | undefined> {
    return notWritten('get', ctx, key);
  }

  /**
   * Saves a value in the source, and then keeps it. With `ttl` it expires after so many milliseconds, counted from the moment it is kept.
   * When the source throws, it throws the same and the cache is as it was. Throws a `RangeError` unless `ttl` is greater than 0, and does nothing then.
   */
  async set(ctx: Context, key: K, value: V, ttl?: number): Promise<void> {
    notWritten('set', ctx, key, value, ttl);
  }

  /** Forgets a key, and does not touch the source. */
  async forget(ctx: Context, key: K): Promise<void> {
    notWritten('forget', ctx, key);
  }

  /**
   * The values of many keys, in the order of the keys, each key once, without those that the source does not have. What is missing is loaded, as `get` does, and at the same time.
   * When a load fails, it throws the same and gives the others up.
   */
  async getMany(ctx: Context, keys: readonly K[]): Promise<Map<K, V>> {
    return notWritten('getMany', ctx, keys);
  }

  /**
   * Saves many values in the source, at the same time, and then keeps them all in one step: nobody ever sees only some of them. When one cannot be saved, it
   * throws what the source threw, gives the other saves up, and the cache is as it was. When there are more than fit, the last ones are kept. Two entries with the same key: the last one counts.
   */
  async setMany(ctx: Context, entries: readonly NewEntry<K, V>[]): Promise<void> {
    notWritten('setMany', ctx, entries);
  }

  /** How many entries there are that have not expired. */
  async size(ctx: Context): Promise<number> {
    return notWritten('size', ctx);
  }

  /**
   * Closes the cache. Loads and saves that are going on are cancelled. Returns when every goroutine of the cache has ended, or is about to end without waiting for anything.
   * May be called again, also while another call is waiting.
   */
  async close(): Promise<void> {
    notWritten('close');
  }
}

/** Remove this when you no longer need it. */
function notWritten(what: string, ..._given: readonly unknown[]): never {
  throw new Error(`${what} is not written yet`);
}
