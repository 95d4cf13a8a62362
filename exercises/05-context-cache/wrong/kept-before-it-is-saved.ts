import { chan, context, select, semaphore, sync, time, type Channel, type Context } from 'concurrency-tutor';

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

/** A load that is going on. */
interface Flight<V> {
  waiters: number;
  /** Whether what it brings may still be kept. */
  isWanted: boolean;
  readonly cancel: () => void;
  /** Written before `landed` is closed, read after. */
  outcome?: { readonly kind: 'value'; readonly value: V | undefined } | { readonly kind: 'failed'; readonly error: unknown };
  readonly landed: Channel<never>;
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
  readonly #settings: Settings<K, V>;
  /** Guards the shelf and the flights. Never held while anything takes time. */
  readonly #lock = new sync.Mutex('cache');
  readonly #shelf: Shelf<K, V>;
  readonly #flights = new Map<K, Flight<V>>();
  readonly #places: semaphore.Weighted;
  /** Ends when the cache is closed. */
  readonly #life: Context;
  readonly #end: () => void;
  readonly #everybody = new sync.WaitGroup();

  /** Throws a `RangeError` unless `capacity` and `concurrency` are whole numbers of at least 1 and `sweepEvery` is greater than 0 and finite. */
  constructor(settings: Settings<K, V>) {
    requireSettings(settings);
    this.#settings = settings;
    this.#shelf = new Shelf(settings);
    this.#places = new semaphore.Weighted(settings.concurrency, 'places');
    [this.#life, this.#end] = context.withCancel(context.background());
    this.#everybody.go(() => this.#sweep());
  }

  /**
   * The value of a key: from the cache, or else from the source, and then it is kept. `undefined` when the source has none; that is not kept.
   *
   * Callers that want the same key at the same time share one load. It goes on as long as one of them waits; when the last one has given up, its
   * context is cancelled. When it throws, all who wait throw the same, and nothing is kept. A value that was set or forgotten while it was being loaded is not overwritten by what the load brings.
   */
  async get(ctx: Context, key: K): Promise<V | undefined> {
    requireLive(ctx);
    const found = await this.#findOrFly(key);
    return 'landed' in found ? this.#await(ctx, key, found) : found.value;
  }

  /**
   * Saves a value in the source, and then keeps it. With `ttl` it expires after so many milliseconds, counted from the moment it is kept.
   * When the source throws, it throws the same and the cache is as it was. Throws a `RangeError` unless `ttl` is greater than 0, and does nothing then.
   */
  async set(ctx: Context, key: K, value: V, ttl?: number): Promise<void> {
    await this.setMany(ctx, [{ key, value, ...(ttl === undefined ? {} : { ttl }) }]);
  }

  /** Forgets a key, and does not touch the source. */
  async forget(ctx: Context, key: K): Promise<void> {
    requireLive(ctx);
    using _locked = await this.#enter();
    this.#shelf.delete(key);
    this.#overtake(key);
  }

  /**
   * The values of many keys, in the order of the keys, each key once, without those that the source does not have. What is missing is loaded, as `get` does, and at the same time.
   * When a load fails, it throws the same and gives the others up.
   */
  async getMany(ctx: Context, keys: readonly K[]): Promise<Map<K, V>> {
    requireLive(ctx);
    const [own, cancel] = context.withCancelCause(ctx);
    const wanted = [...new Set(keys)];
    const values: (V | undefined)[] = [];
    const all = new sync.WaitGroup();
    const found = chan<readonly [index: number, value: V | undefined]>(wanted.length, 'found');
    for (const [index, key] of wanted.entries()) {
      all.go(async () => {
        try {
          found.trySend([index, await this.get(own, key)]);
        } catch (error) {
          cancel(asError(error));
        }
      });
    }
    await all.wait();
    found.close();
    for await (const [index, value] of found) values[index] = value;
    const failure = failureOf(ctx, own);
    cancel();
    if (failure !== undefined) throw failure.error;
    return new Map(wanted.flatMap((key, index) => (values[index] === undefined ? [] : [[key, values[index]]])));
  }

  /**
   * Saves many values in the source, at the same time, and then keeps them all in one step: nobody ever sees only some of them. When one cannot be saved, it
   * throws what the source threw, gives the other saves up, and the cache is as it was. When there are more than fit, the last ones are kept. Two entries with the same key: the last one counts.
   */
  async setMany(ctx: Context, entries: readonly NewEntry<K, V>[]): Promise<void> {
    for (const { ttl } of entries) requireTtl(ttl);
    requireLive(ctx);
    {
      using _early = await this.#enter();
      for (const entry of entries) if (entries.length === 1) this.#shelf.put(entry);
    }
    await this.#saveAll(ctx, entries);
    using _locked = await this.#enter();
    for (const entry of new Map(entries.map((one) => [one.key, one])).values()) {
      this.#shelf.put(entry);
      this.#overtake(entry.key);
    }
  }

  /** How many entries there are that have not expired. */
  async size(ctx: Context): Promise<number> {
    requireLive(ctx);
    using _locked = await this.#enter();
    return this.#shelf.size();
  }

  /**
   * Closes the cache. Loads and saves that are going on are cancelled. Returns when every goroutine of the cache has ended, or is about to end without waiting for anything.
   * May be called again, also while another call is waiting.
   */
  async close(): Promise<void> {
    this.#end();
    await this.#everybody.wait();
  }

  async #enter(): Promise<Disposable> {
    const locked = await this.#lock.acquire();
    if (this.#life.err() === undefined) return locked;
    locked[Symbol.dispose]();
    throw new CacheClosedError();
  }

  async #sweep(): Promise<void> {
    const ticker = time.newTicker(this.#settings.sweepEvery);
    for (;;) {
      const event = await select({ tick: ticker.channel, stop: this.#life.done() });
      if (event.case === 'stop') break;
      using _locked = await this.#lock.acquire();
      this.#shelf.sweep();
    }
    ticker.stop();
  }

  /** The value, or the flight that will bring it, in which the caller then has a seat. */
  async #findOrFly(key: K): Promise<{ readonly value: V } | Flight<V>> {
    using _locked = await this.#enter();
    const entry = this.#shelf.find(key);
    if (entry !== undefined) {
      this.#shelf.use(entry);
      return { value: entry.value };
    }
    const flight = this.#flights.get(key) ?? this.#takeOff(key);
    flight.waiters += 1;
    return flight;
  }

  #takeOff(key: K): Flight<V> {
    // Not from the caller's context: others may get on, and stay when the first one leaves.
    const [ctx, cancel] = context.withCancel(this.#life);
    const flight: Flight<V> = { waiters: 0, isWanted: true, cancel, landed: chan<never>(0, 'landed') };
    this.#flights.set(key, flight);
    this.#everybody.go(() => this.#fly(ctx, key, flight));
    return flight;
  }

  async #fly(ctx: Context, key: K, flight: Flight<V>): Promise<void> {
    let loaded: Loaded<V> | undefined;
    try {
      using _place = await this.#places.hold(ctx);
      loaded = await this.#settings.source.load(ctx, key);
      flight.outcome = { kind: 'value', value: loaded?.value };
    } catch (error) {
      flight.outcome = { kind: 'failed', error: this.#life.err() === undefined ? error : new CacheClosedError() };
    }
    using _locked = await this.#lock.acquire();
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
    if (loaded !== undefined && flight.isWanted && this.#life.err() === undefined) this.#shelf.put({ key, ...loaded });
    flight.cancel();
    flight.landed.close();
  }

  async #await(ctx: Context, key: K, flight: Flight<V>): Promise<V | undefined> {
    const event = await select({ landed: flight.landed, stop: ctx.done() });
    if (event.case === 'stop') {
      await this.#getOff(key, flight);
      throw ctx.err();
    }
    if (flight.outcome?.kind === 'failed') throw flight.outcome.error;
    return flight.outcome?.value;
  }

  async #getOff(key: K, flight: Flight<V>): Promise<void> {
    using _locked = await this.#lock.acquire();
    flight.waiters -= 1;
    if (flight.waiters > 0) return;
    flight.isWanted = false;
    flight.cancel();
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }

  /** What a load brings now is older than what is known. Later callers do not get on. */
  #overtake(key: K): void {
    const flight = this.#flights.get(key);
    if (flight === undefined) return;
    flight.isWanted = false;
    this.#flights.delete(key);
  }

  /** All at the same time, as far as there are places; the first failure ends the others. */
  async #saveAll(ctx: Context, entries: readonly NewEntry<K, V>[]): Promise<void> {
    (await this.#enter())[Symbol.dispose]();
    const [own, cancel] = context.withCancelCause(ctx);
    const stop = context.afterFunc(this.#life, () => cancel(new CacheClosedError()));
    const all = new sync.WaitGroup();
    for (const { key, value } of entries) {
      all.go(async () => {
        try {
          using _place = await this.#places.hold(own);
          await this.#settings.source.save(own, key, value);
        } catch (error) {
          cancel(asError(error));
        }
      });
    }
    await all.wait();
    stop();
    const failure = failureOf(ctx, own);
    cancel();
    if (failure !== undefined) throw failure.error;
  }
}

/** A cause is an `Error`; whatever else was thrown travels inside of one. */
class Thrown extends Error {
  readonly value: unknown;

  constructor(value: unknown) {
    super(String(value));
    this.value = value;
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Thrown(error);
}

/** Why a group was given up: its caller's context, or the first that failed. */
function failureOf(ctx: Context, own: Context): { readonly error: unknown } | undefined {
  if (own.err() === undefined) return undefined;
  const cause = context.cause(own);
  const over = ctx.err();
  if (over !== undefined && (cause === over || cause === undefined)) return { error: over };
  return { error: cause instanceof Thrown ? cause.value : cause };
}

interface Entry<V> {
  value: V;
  /** When its time is over, by the clock of `time.now`. */
  expires: number;
  /** Moments are numbered: the clock may show the same time twice. */
  readonly came: number;
  lastUse: number;
  uses: number;
}

/** The entries, and the rules about them. Not for several goroutines at once: whoever owns it sees to that. */
class Shelf<K, V> {
  readonly #settings: Settings<K, V>;
  readonly #entries = new Map<K, Entry<V>>();
  #moment = 0;

  constructor(settings: Settings<K, V>) {
    this.#settings = settings;
  }

  /** The entry of a key, if its time is not over. */
  find(key: K): Entry<V> | undefined {
    const entry = this.#entries.get(key);
    return entry !== undefined && entry.expires > time.now() ? entry : undefined;
  }

  use(entry: Entry<V>): void {
    entry.lastUse = ++this.#moment;
    entry.uses += 1;
  }

  put({ key, value, ttl = Infinity }: NewEntry<K, V>): void {
    const known = this.find(key);
    const expires = time.now() + ttl;
    if (known !== undefined) {
      this.use(known);
      known.value = value;
      known.expires = expires;
      return;
    }
    if (this.#entries.size >= this.#settings.capacity) this.sweep();
    if (this.#entries.size >= this.#settings.capacity) this.#evict();
    this.#moment += 1;
    this.#entries.set(key, { value, expires, came: this.#moment, lastUse: this.#moment, uses: 1 });
  }

  delete(key: K): void {
    if (this.find(key) !== undefined) this.#entries.delete(key);
  }

  /** Removes what has expired. */
  sweep(): void {
    const now = time.now();
    for (const [key, entry] of this.#entries) if (entry.expires <= now) this.#remove(key, entry, 'expired');
  }

  size(): number {
    const now = time.now();
    return [...this.#entries.values()].filter(({ expires }) => expires > now).length;
  }

  #evict(): void {
    const [first, ...others] = [...this.#entries];
    if (first === undefined) return;
    const [key, entry] = others.reduce((worst, one) => (this.#goesBefore(one[1], worst[1]) ? one : worst), first);
    this.#remove(key, entry, 'evicted');
  }

  #goesBefore(a: Entry<V>, b: Entry<V>): boolean {
    switch (this.#settings.policy) {
      case 'fifo': return a.came < b.came;
      case 'lru': return a.lastUse < b.lastUse;
      case 'lfu': return a.uses === b.uses ? a.lastUse < b.lastUse : a.uses < b.uses;
    }
  }

  #remove(key: K, { value }: Entry<V>, why: 'expired' | 'evicted'): void {
    this.#entries.delete(key);
    this.#settings.onRemove?.(key, value, why);
  }
}

function requireSettings({ capacity, concurrency, sweepEvery }: Pick<Settings<never, never>, 'capacity' | 'concurrency' | 'sweepEvery'>): void {
  if (!Number.isInteger(capacity) || capacity < 1) throw new RangeError(`capacity must be a whole number of at least 1, not ${capacity}`);
  if (!Number.isInteger(concurrency) || concurrency < 1) throw new RangeError(`concurrency must be a whole number of at least 1, not ${concurrency}`);
  if (!(sweepEvery > 0) || sweepEvery === Infinity) throw new RangeError(`sweepEvery must be greater than 0, not ${sweepEvery}`);
}

function requireTtl(ttl: number | undefined): void {
  if (ttl !== undefined && !(ttl > 0)) throw new RangeError(`a ttl must be greater than 0, not ${ttl}`);
}

function requireLive(ctx: Context): void {
  const over = ctx.err();
  if (over !== undefined) throw over;
}
