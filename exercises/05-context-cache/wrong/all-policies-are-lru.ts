import { chan, context, go, select, sync, time, type Channel, type Context } from 'concurrency-tutor';

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

/** How a load or a save ended. */
type Ended<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'failed'; readonly error: unknown };

/** Somebody who waits for a load. The channel has room for the answer. */
type Seat<V> = Channel<Ended<V | undefined>>;

/** A load that is going on, as the owner sees it. */
interface Flight<V> {
  readonly seats: Set<Seat<V>>;
  readonly cancel: () => void;
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
  /** Things for the owner to do, one after the other. */
  readonly #orders = chan<() => void>(0, 'orders');
  readonly #places: Channel<true>;
  readonly #life: Context;
  readonly #end: () => void;
  readonly #workers = new sync.WaitGroup();
  readonly #ended = chan<never>(0, 'ended');
  // The owner's: nobody else touches these.
  readonly #shelf: Shelf<K, V>;
  readonly #flights = new Map<K, Flight<V>>();

  /** Throws a `RangeError` unless `capacity` and `concurrency` are whole numbers of at least 1 and `sweepEvery` is greater than 0 and finite. */
  constructor(settings: Settings<K, V>) {
    requireSettings(settings);
    this.#settings = settings;
    this.#shelf = new Shelf(settings);
    this.#places = chan<true>(settings.concurrency, 'places');
    [this.#life, this.#end] = context.withCancel(context.background());
    go(() => this.#own());
  }

  /**
   * The value of a key: from the cache, or else from the source, and then it is kept. `undefined` when the source has none; that is not kept.
   *
   * Callers that want the same key at the same time share one load. It goes on as long as one of them waits; when the last one has given up, its
   * context is cancelled. When it throws, all who wait throw the same, and nothing is kept. A value that was set or forgotten while it was being loaded is not overwritten by what the load brings.
   */
  async get(ctx: Context, key: K): Promise<V | undefined> {
    requireLive(ctx);
    const seat: Seat<V> = chan(1, 'seat');
    await this.#order(() => this.#answerOrBoard(key, seat));
    const event = await select({ landed: seat, stop: ctx.done() });
    if (event.case === 'landed' && event.ok) return valueOf(event.value);
    await this.#order(() => this.#getOff(key, seat)).catch(() => undefined);
    throw ctx.err();
  }

  /**
   * Saves a value in the source, and then keeps it. With `ttl` it expires after so many milliseconds, counted from the moment it is kept.
   * When the source throws, it throws the same and the cache is as it was. Throws a `RangeError` unless `ttl` is greater than 0, and does nothing then.
   */
  async set(ctx: Context, key: K, value: V, ttl?: number): Promise<void> {
    requireTtl(ttl);
    await this.setMany(ctx, [ttl === undefined ? { key, value } : { key, value, ttl }]);
  }

  /** Forgets a key, and does not touch the source. */
  async forget(ctx: Context, key: K): Promise<void> {
    requireLive(ctx);
    await this.#order(() => {
      this.#shelf.delete(key);
      this.#flights.delete(key);
    });
  }

  /**
   * The values of many keys, in the order of the keys, each key once, without those that the source does not have. What is missing is loaded, as `get` does, and at the same time.
   * When a load fails, it throws the same and gives the others up.
   */
  async getMany(ctx: Context, keys: readonly K[]): Promise<Map<K, V>> {
    requireLive(ctx);
    const wanted = [...new Set(keys)];
    const results = await together(ctx, wanted, (own, key) => this.get(own, key));
    return new Map(wanted.flatMap((key, index) => (results[index] === undefined ? [] : [[key, results[index]]])));
  }

  /**
   * Saves many values in the source, at the same time, and then keeps them all in one step: nobody ever sees only some of them. When one cannot be saved, it
   * throws what the source threw, gives the other saves up, and the cache is as it was. When there are more than fit, the last ones are kept. Two entries with the same key: the last one counts.
   */
  async setMany(ctx: Context, entries: readonly NewEntry<K, V>[]): Promise<void> {
    for (const { ttl } of entries) requireTtl(ttl);
    requireLive(ctx);
    await this.#order(() => this.#workers.add(1));
    const [own, cancel] = context.withCancelCause(ctx);
    const stop = context.afterFunc(this.#life, () => cancel(new CacheClosedError()));
    try {
      await together(own, entries, (each, { key, value }) => this.#call(each, () => this.#settings.source.save(each, key, value)));
    } catch (error) {
      throw context.cause(own) instanceof CacheClosedError ? context.cause(own) : error;
    } finally {
      stop();
      cancel();
      this.#workers.done();
    }
    await this.#order(() => {
      const last = new Map(entries.map((entry) => [entry.key, entry]));
      for (const entry of last.values()) {
        this.#shelf.put(entry);
        this.#flights.delete(entry.key);
      }
    });
  }

  /** How many entries there are that have not expired. */
  async size(ctx: Context): Promise<number> {
    requireLive(ctx);
    const answer = chan<number>(1, 'size');
    await this.#order(() => void answer.trySend(this.#shelf.size()));
    return (await answer.receive()) ?? 0;
  }

  /**
   * Closes the cache. Loads and saves that are going on are cancelled. Returns when every goroutine of the cache has ended, or is about to end without waiting for anything.
   * May be called again, also while another call is waiting.
   */
  async close(): Promise<void> {
    this.#end();
    await this.#ended.receive();
  }

  /** Does one thing after the other, and sweeps in between, until the cache is closed. */
  async #own(): Promise<void> {
    const ticker = time.newTicker(this.#settings.sweepEvery);
    for (;;) {
      const event = await select({ order: this.#orders, tick: ticker.channel, stop: this.#life.done() });
      if (event.case === 'stop') break;
      if (event.case === 'tick') this.#shelf.sweep();
      if (event.case === 'order' && event.ok && this.#life.err() === undefined) event.value();
      else if (event.case === 'order') break;
    }
    ticker.stop();
    for (const { seats } of this.#flights.values()) for (const seat of seats) seat.trySend({ kind: 'failed', error: new CacheClosedError() });
    await this.#workers.wait();
    this.#ended.close();
  }

  /** Has the owner do something, and waits until it is done. */
  async #order(thing: () => void): Promise<void> {
    const done = chan<never>(0, 'done');
    const event = await select({
      sent: select.send(this.#orders, () => {
        thing();
        done.close();
      }),
      closed: this.#life.done(),
    });
    if (event.case === 'closed') throw new CacheClosedError();
    const result = await select({ done, closed: this.#life.done() });
    if (result.case === 'closed' && done.tryReceive() === undefined) throw new CacheClosedError();
  }

  #answerOrBoard(key: K, seat: Seat<V>): void {
    const entry = this.#shelf.find(key);
    if (entry !== undefined) {
      this.#shelf.use(entry);
      seat.trySend({ kind: 'done', value: entry.value });
      return;
    }
    const known = this.#flights.get(key);
    if (known !== undefined) {
      known.seats.add(seat);
      return;
    }
    const [ctx, cancel] = context.withCancel(this.#life);
    const flight = { seats: new Set([seat]), cancel };
    this.#flights.set(key, flight);
    this.#workers.go(() => this.#fly(ctx, key, flight));
  }

  async #fly(ctx: Context, key: K, flight: Flight<V>): Promise<void> {
    let ended: Ended<Loaded<V> | undefined>;
    try {
      ended = { kind: 'done', value: await this.#call(ctx, () => this.#settings.source.load(ctx, key)) };
    } catch (error) {
      ended = { kind: 'failed', error };
    }
    await this.#order(() => this.#land(key, flight, ended)).catch(() => undefined);
    flight.cancel();
  }

  #land(key: K, flight: Flight<V>, ended: Ended<Loaded<V> | undefined>): void {
    // Another one, or none: meanwhile something newer has come, or nobody wanted this any more.
    const isCurrent = this.#flights.get(key) === flight;
    if (isCurrent) this.#flights.delete(key);
    if (isCurrent && ended.kind === 'done' && ended.value !== undefined) this.#shelf.put({ key, ...ended.value });
    for (const seat of flight.seats) seat.trySend(ended.kind === 'failed' ? ended : { kind: 'done', value: ended.value?.value });
  }

  #getOff(key: K, seat: Seat<V>): void {
    const flight = this.#flights.get(key);
    if (flight === undefined || !flight.seats.delete(seat) || flight.seats.size > 0) return;
    this.#flights.delete(key);
    flight.cancel();
  }

  /** Calls the source when there is a place. */
  async #call<T>(ctx: Context, call: () => Promise<T>): Promise<T> {
    const event = await select({ entered: select.send(this.#places, true), stop: ctx.done() });
    if (event.case === 'stop') throw ctx.err();
    try {
      requireLive(ctx);
      return await call();
    } finally {
      await this.#places.receive();
    }
  }
}

/** Does something with each item at the same time. Gives the results in the order of the items; the first failure ends the others, and is thrown. */
async function together<T, R>(ctx: Context, items: readonly T[], work: (ctx: Context, item: T) => Promise<R>): Promise<R[]> {
  const [own, cancel] = context.withCancel(ctx);
  const ends = chan<readonly [index: number, end: Ended<R>]>(items.length, 'ends');
  for (const [index, item] of items.entries()) {
    go(async () => {
      try {
        ends.trySend([index, { kind: 'done', value: await work(own, item) }]);
      } catch (error) {
        ends.trySend([index, { kind: 'failed', error }]);
      }
    });
  }
  const results: R[] = [];
  let failure: { readonly error: unknown } | undefined;
  for (let left = items.length; left > 0; left--) {
    const [index, end] = (await ends.receive()) ?? [0, { kind: 'failed', error: undefined }];
    if (end.kind === 'done') results[index] = end.value;
    else failure ??= end;
    if (failure !== undefined) cancel();
  }
  cancel();
  if (failure === undefined) return results;
  throw ctx.err() ?? failure.error;
}

function valueOf<T>(ended: Ended<T>): T {
  if (ended.kind === 'failed') throw ended.error;
  return ended.value;
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
      case 'fifo': return a.lastUse < b.lastUse;
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
