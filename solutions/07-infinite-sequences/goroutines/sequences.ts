import { chan, context, defer, errgroup, go, select, time, type Context, type ReceiveChannel } from 'concurrency-tutor';

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
  return sequence(ctx, [], async (emit) => {
    let [current, following] = [0n, 1n];
    while (await emit(current)) [current, following] = [following, current + following];
  });
}

/** 2, 3, 5, 7, 11 … */
export function primes(ctx: Context): Sequence<number> {
  return sequence(ctx, [], async (emit) => {
    const found: number[] = [];
    for (let candidate = 2; ; candidate += 1) {
      if (hasDivisor(candidate, found)) continue;
      found.push(candidate);
      if (!await emit(candidate)) return;
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
  // Box and Muller: a point with this distance and this angle has normally distributed coordinates. `1 - …` is never 0.
  return repeat(ctx, () => {
    const distance = Math.sqrt(-2 * Math.log(1 - source()));
    return mean + deviation * distance * Math.cos(2 * Math.PI * source());
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
  return sequence(ctx, [], async (emit, own) => {
    const ticker = time.newTicker(interval);
    using _stop = defer(() => ticker.stop());
    for (;;) {
      const event = await select({ tick: ticker.channel, stop: own.done() });
      if (event.case === 'stop' || !await emit(time.now())) return;
    }
  });
}

/**
 * `next(0)`, `next(1)`, `next(2)` … A call begins when the one before has ended. The context that `next` is given ends when
 * the sequence is to end: `next` may wait, and stops waiting then.
 */
export function generate<T>(ctx: Context, next: (index: number, ctx: Context) => T | Promise<T>): Sequence<T> {
  return sequence(ctx, [], async (emit, own) => {
    for (let index = 0; await emit(await next(index, own)); index += 1);
  });
}

/** `first`, `next(first)`, `next(next(first))` … */
export function iterate<T>(ctx: Context, first: T, next: (value: T, ctx: Context) => T | Promise<T>): Sequence<T> {
  return sequence(ctx, [], async (emit, own) => {
    for (let value = first; await emit(value); value = await next(value, own));
  });
}

/*
 * Making sequences from sequences. Each of these ends its source (calls its `stop`) as soon as it wants no more values from it.
 */

/** The first `count` values. It ends right after the last of them; it never asks its source for one more. */
export function take<T>(ctx: Context, source: Sequence<T>, count: number): Sequence<T> {
  return sequence(ctx, [source], async (emit, own) => {
    for (let taken = 0; taken < count; taken += 1) {
      const read = await receive(own, source);
      if (read === undefined || !await emit(read.value)) return;
    }
  });
}

/** The values before the first one that does not satisfy `test`. */
export function takeWhile<T>(ctx: Context, source: Sequence<T>, test: (value: T) => boolean): Sequence<T> {
  return stage<T, T>(ctx, source, async (value, emit) => test(value) && emit(value));
}

/** Everything but the first `count` values. */
export function skip<T>(ctx: Context, source: Sequence<T>, count: number): Sequence<T> {
  let skipped = 0;
  return stage<T, T>(ctx, source, async (value, emit) => {
    if (skipped === count) return emit(value);
    skipped += 1;
    return true;
  });
}

/** Every value, changed by `change`: one call after the other, and the results in the order of the source. */
export function map<T, U>(ctx: Context, source: Sequence<T>, change: (value: T, ctx: Context) => U | Promise<U>): Sequence<U> {
  return stage<T, U>(ctx, source, async (value, emit, own) => emit(await change(value, own)));
}

/** The values that satisfy `test`. */
export function filter<T>(ctx: Context, source: Sequence<T>, test: (value: T) => boolean): Sequence<T> {
  return stage<T, T>(ctx, source, async (value, emit) => !test(value) || emit(value));
}

/** The first values of both as a pair, then the second ones and so on. It ends when one of the two has ended. */
export function zip<A, B>(ctx: Context, left: Sequence<A>, right: Sequence<B>): Sequence<readonly [A, B]> {
  return sequence(ctx, [left, right], async (emit, own) => {
    for (;;) {
      const first = await receive(own, left);
      const second = first && await receive(own, right);
      if (first === undefined || second === undefined || !await emit([first.value, second.value])) return;
    }
  });
}

/**
 * The values of all sources as they come: a slow source does not hold up the others. The values of one source keep their order.
 * It ends when all sources have ended, or with the first that fails.
 */
export function merge<T>(ctx: Context, ...sources: readonly Sequence<T>[]): Sequence<T> {
  return sequence(ctx, sources, async (emit, own) => {
    const [group, together] = errgroup.withContext(own);
    for (const source of sources) await group.go(() => forEach(together, source, emit));
    await group.wait();
  });
}

/** Hands a value to the reader. `false`: nobody wants it, the sequence is to end. */
type Emit<T> = (value: T) => Promise<boolean>;

/** What the goroutine of a sequence does. It may return or throw at any time. `ctx` ends when the sequence is to end. */
type Body<T> = (emit: Emit<T>, ctx: Context) => Promise<void>;

/** A sequence with a goroutine of its own. `sources`: what it is made of, and what ends with it. */
function sequence<T>(ctx: Context, sources: readonly Sequence<unknown>[], body: Body<T>): Sequence<T> {
  const [own, stop] = context.withCancel(ctx);
  const values = chan<T>(0, 'values');
  let reason: unknown;

  const emit: Emit<T> = async (value) => {
    // A select between a reader who is ready and a context that is over may take either.
    if (own.err() !== undefined) return false;
    const event = await select({ sent: select.send(values, value), stop: own.done() });
    return event.case === 'sent';
  };

  go(async () => {
    try {
      await body(emit, own);
    } catch (error) {
      reason = error;
    }
    // When the context has ended, what was thrown is a consequence of it; after `stop`, nobody wants to know.
    if (own.err() !== undefined) reason = ctx.err();
    stop();
    for (const source of sources) source.stop();
    values.close();
  });
  return { values: values.receiveOnly(), err: () => reason, stop };
}

/** A sequence made of one other: `each` is called for every value; it says `false` to end the sequence. */
function stage<T, U>(ctx: Context, source: Sequence<T>, each: (value: T, emit: Emit<U>, ctx: Context) => Promise<boolean>): Sequence<U> {
  return sequence(ctx, [source], (emit, own) => forEach(own, source, (value) => each(value, emit, own)));
}

/** Calls `each` for every value until it says `false`. Throws what the source failed with. */
async function forEach<T>(ctx: Context, source: Sequence<T>, each: (value: T) => Promise<boolean>): Promise<void> {
  for (;;) {
    const read = await receive(ctx, source);
    if (read === undefined || !await each(read.value)) return;
  }
}

/** The next value; `undefined` when there is none, or when the context ends first. Throws what the source failed with. */
async function receive<T>(ctx: Context, source: Sequence<T>): Promise<{ readonly value: T } | undefined> {
  const event = await select({ read: source.values, stop: ctx.done() });
  if (event.case === 'stop') return undefined;
  if (event.ok) return { value: event.value };
  const error = source.err();
  if (error !== undefined) throw error;
  return undefined;
}

/** A sequence of what a function gives, again and again. */
function repeat<T>(ctx: Context, next: () => T): Sequence<T> {
  return sequence(ctx, [], async (emit) => {
    while (await emit(next()));
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
