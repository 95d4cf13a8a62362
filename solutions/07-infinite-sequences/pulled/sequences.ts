import { chan, context, defer, go, select, time, type Channel, type Context, type ReceiveChannel } from 'concurrency-tutor';

/** Values one after the other, as many as the reader wants. */
export interface Sequence<T> {
  /** The values. The channel is closed when the sequence has ended, for whatever reason. */
  readonly values: ReceiveChannel<T>;
  /**
   * Why the sequence ended. Readers ask when `values` is closed.
   *
   * - `undefined`: it came to its own end (a limit, the end of a source), or its reader called `stop`.
   * - `ctx.err()` of the context it was made with: that context ended first.
   * - Anything else: what a function of the user threw, the very thing. A sequence that is made of others passes on why they failed.
   */
  err(): unknown;
  /**
   * The reader wants no more. The sequence ends, and so does everything it is made of; every goroutine ends soon after, also when
   * nobody reads `values` any more. Does not wait. May be called at any time, any number of times.
   */
  stop(): void;
}

/** A source of randomness: each call gives a number of at least 0 and less than 1, all equally likely, like `Math.random`. */
export type RandomSource = () => number;

/** 0, 1, 1, 2, 3, 5, 8 … Every value is exact, however large. */
export function fibonacci(ctx: Context): Sequence<bigint> {
  return new Pulled(ctx, [], async function* () {
    for (let [current, following] = [0n, 1n]; ; [current, following] = [following, current + following]) yield current;
  });
}

/** 2, 3, 5, 7, 11 … */
export function primes(ctx: Context): Sequence<number> {
  return new Pulled(ctx, [], async function* () {
    const found: number[] = [];
    for (let candidate = 2; ; candidate += 1) {
      if (hasDivisor(candidate, found)) continue;
      found.push(candidate);
      yield candidate;
    }
  });
}

/*
 * Random numbers. They come from `source` and from nowhere else, so that the same source gives the same sequence.
 */

/** Numbers of at least `low` and less than `high`, all equally likely. */
export function uniform(ctx: Context, source: RandomSource, low: number, high: number): Sequence<number> {
  return repeat(ctx, () => low + (high - low) * source());
}

/** Whole numbers from `low` to `high`, both included, all equally likely: a die is `integers(ctx, source, 1, 6)`. */
export function integers(ctx: Context, source: RandomSource, low: number, high: number): Sequence<number> {
  return repeat(ctx, () => low + Math.floor((high - low + 1) * source()));
}

/** The normal distribution: a bell around `mean`, with the standard deviation `deviation`. */
export function normal(ctx: Context, source: RandomSource, mean: number, deviation: number): Sequence<number> {
  // Twelve equally distributed numbers have, together, the mean 6 and the deviation 1; and sums tend to the normal distribution.
  return repeat(ctx, () => {
    let sum = -6;
    for (let i = 0; i < 12; i += 1) sum += source();
    return mean + deviation * sum;
  });
}

/** The exponential distribution: how long one waits for something that happens, on average, every `mean`. */
export function exponential(ctx: Context, source: RandomSource, mean: number): Sequence<number> {
  return repeat(ctx, () => -mean * Math.log(1 - source()));
}

/** The distance between two dates. */
export interface Step {
  readonly count: number;
  readonly unit: 'hours' | 'days' | 'weeks' | 'months';
}

/**
 * `start`, then `start` plus one step, plus two steps and so on, in UTC. Each value is a `Date` of its own.
 * Months keep the day of the month where there is such a day, and take the last day of the month where there is none:
 * 31 January, 28 February, 31 March, 30 April.
 */
export function dates(ctx: Context, start: Date, step: Step): Sequence<Date> {
  return generate(ctx, (index) => later(start, index * step.count, step.unit));
}

/**
 * Tells the time every `interval` milliseconds: the first value comes one interval after the call. A value is the time
 * (`time.now()`) at which it was made. A reader who was away finds at most three values waiting; the others are left out.
 */
export function clock(ctx: Context, interval: number): Sequence<number> {
  const began = time.now();
  return new Pulled(ctx, [], async function* (own) {
    for (;;) {
      // To the next full interval: a reader who comes late does not shift the beat.
      const timer = time.newTimer(interval - ((time.now() - began) % interval));
      using _stop = defer(() => timer.stop());
      const event = await select({ tick: timer.channel, stop: own.done() });
      if (event.case === 'stop') return;
      yield time.now();
    }
  });
}

/**
 * `next(0)`, `next(1)`, `next(2)` … A call begins when the one before has ended. The context that `next` is given ends when
 * the sequence is to end: `next` may wait, and stops waiting then.
 */
export function generate<T>(ctx: Context, next: (index: number, ctx: Context) => T | Promise<T>): Sequence<T> {
  return new Pulled(ctx, [], async function* (own) {
    for (let index = 0; ; index += 1) yield await next(index, own);
  });
}

/** `first`, `next(first)`, `next(next(first))` … */
export function iterate<T>(ctx: Context, first: T, next: (value: T, ctx: Context) => T | Promise<T>): Sequence<T> {
  return new Pulled(ctx, [], async function* (own) {
    for (let value = first; ; value = await next(value, own)) yield value;
  });
}

/*
 * Making sequences from sequences. Each of these ends its source (calls its `stop`) as soon as it wants no more values from it.
 */

/** The first `count` values. It ends right after the last of them; it never asks its source for one more. */
export function take<T>(ctx: Context, source: Sequence<T>, count: number): Sequence<T> {
  return new Pulled(ctx, [source], async function* (own) {
    for (let taken = 0; taken < count; taken += 1) {
      const read = await receiveFrom(own, source);
      if (read === undefined) return;
      yield read.value;
    }
  });
}

/** The values before the first one that does not satisfy `test`. */
export function takeWhile<T>(ctx: Context, source: Sequence<T>, test: (value: T) => boolean): Sequence<T> {
  return new Pulled(ctx, [source], async function* (own) {
    for await (const value of each(own, source)) {
      if (!test(value)) return;
      yield value;
    }
  });
}

/** Everything but the first `count` values. */
export function skip<T>(ctx: Context, source: Sequence<T>, count: number): Sequence<T> {
  return new Pulled(ctx, [source], async function* (own) {
    let index = 0;
    for await (const value of each(own, source)) {
      if (index >= count) yield value;
      index += 1;
    }
  });
}

/** Every value, changed by `change`: one call after the other, and the results in the order of the source. */
export function map<T, U>(ctx: Context, source: Sequence<T>, change: (value: T, ctx: Context) => U | Promise<U>): Sequence<U> {
  return new Pulled(ctx, [source], async function* (own) {
    for await (const value of each(own, source)) yield await change(value, own);
  });
}

/** The values that satisfy `test`. */
export function filter<T>(ctx: Context, source: Sequence<T>, test: (value: T) => boolean): Sequence<T> {
  return new Pulled(ctx, [source], async function* (own) {
    for await (const value of each(own, source)) {
      if (test(value)) yield value;
    }
  });
}

/** The first values of both as a pair, then the second ones and so on. It ends when one of the two has ended. */
export function zip<A, B>(ctx: Context, left: Sequence<A>, right: Sequence<B>): Sequence<readonly [A, B]> {
  return new Pulled(ctx, [left, right], async function* (own) {
    for await (const first of each(own, left)) {
      const second = await receiveFrom(own, right);
      if (second === undefined) return;
      yield [first, second.value] as const;
    }
  });
}

/**
 * The values of all sources as they come: a slow source does not hold up the others. The values of one source keep their order.
 * It ends when all sources have ended, or with the first that fails.
 */
export function merge<T>(ctx: Context, ...sources: readonly Sequence<T>[]): Sequence<T> {
  return new Pulled(ctx, sources, async function* (own) {
    const open = [...sources];
    while (open.length > 0) {
      const event = await select([own.done(), ...open.map(({ values }) => values)]);
      const source = open[event.case - 1];
      if (source === undefined) return;
      if ('ok' in event && event.ok) {
        yield event.value as T;
        continue;
      }
      const error = source.err();
      if (error !== undefined) throw error;
      open.splice(event.case - 1, 1);
    }
  });
}

/** What a sequence does when it is asked for values. Nothing runs before that, and between two values. `own` ends when the sequence is to end. */
type Steps<T> = (own: Context) => AsyncGenerator<T, void>;

type Read<T> = { readonly value: T } | undefined;

/**
 * A sequence that is pulled. Inside the library one sequence asks the next directly, without a goroutine. Only when somebody
 * wants the channel does a goroutine start, which pulls and sends.
 */
class Pulled<T> implements Sequence<T> {
  readonly #outer: Context;
  readonly #own: Context;
  readonly #cancel: () => void;
  readonly #steps: AsyncGenerator<T, void>;
  #channel: Channel<T> | undefined;
  #reason: unknown;

  constructor(ctx: Context, sources: readonly Sequence<unknown>[], steps: Steps<T>) {
    this.#outer = ctx;
    [this.#own, this.#cancel] = context.withCancel(ctx);
    this.#steps = steps(this.#own);
    // Every sequence ends with its own context, in every case; its sources end with it.
    context.afterFunc(this.#own, () => {
      for (const source of sources) source.stop();
    });
  }

  get values(): ReceiveChannel<T> {
    if (this.#channel === undefined) {
      this.#channel = chan<T>(0, 'values');
      go(() => this.#pump(this.#channel as Channel<T>));
    }
    return this.#channel;
  }

  err(): unknown {
    return this.#reason;
  }

  stop(): void {
    this.#cancel();
  }

  /** The next value; `undefined` when there is none, or when `reader` ends first. Throws what the sequence failed with. */
  async next(reader: Context): Promise<Read<T>> {
    // Somebody reads the channel already: the next value may be on its way there.
    if (this.#channel !== undefined) return receive(reader, this);
    const read = await this.#step();
    if (read === undefined && this.#reason !== undefined) throw this.#reason;
    return read;
  }

  async #step(): Promise<Read<T>> {
    try {
      const step = this.#own.err() === undefined ? await this.#steps.next() : undefined;
      if (step?.done === false) return { value: step.value };
    } catch (error) {
      this.#reason = error;
    }
    // What was thrown when the context had ended is a consequence of that; after `stop`, nobody wants to know.
    if (this.#own.err() !== undefined) this.#reason = this.#outer.err();
    this.#cancel();
    return undefined;
  }

  async #pump(channel: Channel<T>): Promise<void> {
    for (let read = await this.#step(); read !== undefined; read = await this.#step()) {
      await select({ sent: select.send(channel, read.value), stop: this.#own.done() });
    }
    channel.close();
  }
}

function receiveFrom<T>(own: Context, source: Sequence<T>): Promise<Read<T>> {
  return source instanceof Pulled ? (source as Pulled<T>).next(own) : receive(own, source);
}

/** The next value of a channel. Throws what the source failed with. */
async function receive<T>(own: Context, source: Sequence<T>): Promise<Read<T>> {
  const event = await select({ read: source.values, stop: own.done() });
  if (event.case === 'stop') return undefined;
  if (event.ok) return { value: event.value };
  const error = source.err();
  if (error !== undefined) throw error;
  return undefined;
}

async function* each<T>(own: Context, source: Sequence<T>): AsyncGenerator<T, void> {
  for (let read = await receiveFrom(own, source); read !== undefined; read = await receiveFrom(own, source)) yield read.value;
}

function repeat<T>(ctx: Context, next: () => T): Sequence<T> {
  return new Pulled(ctx, [], async function* () {
    for (;;) yield next();
  });
}

function hasDivisor(candidate: number, primes: readonly number[]): boolean {
  for (const prime of primes) {
    if (prime * prime > candidate) return false;
    if (candidate % prime === 0) return true;
  }
  return false;
}

/** Counted from the start, not from the date before: after 28 February comes 31 March. */
function later(start: Date, count: number, unit: Step['unit']): Date {
  switch (unit) {
    case 'hours': return new Date(start.getTime() + count * time.Hour);
    case 'days': return new Date(start.getTime() + count * 24 * time.Hour);
    case 'weeks': return new Date(start.getTime() + count * 7 * 24 * time.Hour);
    case 'months': return monthsLater(start, count);
  }
}

function monthsLater(start: Date, months: number): Date {
  const date = new Date(start);
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  // Day 0 of the next month is the last of this one.
  const days = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(start.getUTCDate(), days));
  return date;
}
