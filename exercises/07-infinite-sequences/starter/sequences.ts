import type { Context, ReceiveChannel } from 'concurrency-tutor';

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
  return notWritten('fibonacci', ctx);
}

/** 2, 3, 5, 7, 11 … */
export function primes(ctx: Context): Sequence<number> {
  return notWritten('primes', ctx);
}

/*
 * Random numbers. They come from `source` and from nowhere else, so that the same source gives the same sequence.
 */

/** Numbers of at least `low` and less than `high`, all equally likely. */
export function uniform(ctx: Context, source: RandomSource, low: number, high: number): Sequence<number> {
  return notWritten('uniform', ctx, source, low, high);
}

/** Whole numbers from `low` to `high`, both included, all equally likely: a die is `integers(ctx, source, 1, 6)`. */
export function integers(ctx: Context, source: RandomSource, low: number, high: number): Sequence<number> {
  return notWritten('integers', ctx, source, low, high);
}

/** The normal distribution: a bell around `mean`, with the standard deviation `deviation`. */
export function normal(ctx: Context, source: RandomSource, mean: number, deviation: number): Sequence<number> {
  return notWritten('normal', ctx, source, mean, deviation);
}

/** The exponential distribution: how long one waits for something that happens, on average, every `mean`. */
export function exponential(ctx: Context, source: RandomSource, mean: number): Sequence<number> {
  return notWritten('exponential', ctx, source, mean);
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
  return notWritten('dates', ctx, start, step);
}

/**
 * Tells the time every `interval` milliseconds: the first value comes one interval after the call. A value is the time
 * (`time.now()`) at which it was made. A reader who was away finds at most three values waiting; the others are left out.
 */
export function clock(ctx: Context, interval: number): Sequence<number> {
  return notWritten('clock', ctx, interval);
}

/**
 * `next(0)`, `next(1)`, `next(2)` … A call begins when the one before has ended. The context that `next` is given ends when
 * the sequence is to end: `next` may wait, and stops waiting then.
 */
export function generate<T>(ctx: Context, next: (index: number, ctx: Context) => T | Promise<T>): Sequence<T> {
  return notWritten('generate', ctx, next);
}

/** `first`, `next(first)`, `next(next(first))` … */
export function iterate<T>(ctx: Context, first: T, next: (value: T, ctx: Context) => T | Promise<T>): Sequence<T> {
  return notWritten('iterate', ctx, first, next);
}

/*
 * Making sequences from sequences. Each of these ends its source (calls its `stop`) as soon as it wants no more values from it.
 */

/** The first `count` values. It ends right after the last of them; it never asks its source for one more. */
export function take<T>(ctx: Context, source: Sequence<T>, count: number): Sequence<T> {
  return notWritten('take', ctx, source, count);
}

/** The values before the first one that does not satisfy `test`. */
export function takeWhile<T>(ctx: Context, source: Sequence<T>, test: (value: T) => boolean): Sequence<T> {
  return notWritten('takeWhile', ctx, source, test);
}

/** Everything but the first `count` values. */
export function skip<T>(ctx: Context, source: Sequence<T>, count: number): Sequence<T> {
  return notWritten('skip', ctx, source, count);
}

/** Every value, changed by `change`: one call after the other, and the results in the order of the source. */
export function map<T, U>(ctx: Context, source: Sequence<T>, change: (value: T, ctx: Context) => U | Promise<U>): Sequence<U> {
  return notWritten('map', ctx, source, change);
}

/** The values that satisfy `test`. */
export function filter<T>(ctx: Context, source: Sequence<T>, test: (value: T) => boolean): Sequence<T> {
  return notWritten('filter', ctx, source, test);
}

/** The first values of both as a pair, then the second ones and so on. It ends when one of the two has ended. */
export function zip<A, B>(ctx: Context, left: Sequence<A>, right: Sequence<B>): Sequence<readonly [A, B]> {
  return notWritten('zip', ctx, left, right);
}

/**
 * The values of all sources as they come: a slow source does not hold up the others. The values of one source keep their order.
 * It ends when all sources have ended, or with the first that fails.
 */
export function merge<T>(ctx: Context, ...sources: readonly Sequence<T>[]): Sequence<T> {
  return notWritten('merge', ctx, ...sources);
}

/** Remove this when you no longer need it. */
function notWritten(what: string, ..._given: readonly unknown[]): never {
  throw new Error(`${what} is not written yet`);
}
