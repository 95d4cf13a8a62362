/**
 * Writes a change down, for the counter goroutine with this number (from 0). It may take its time. When it throws, the change has not been written down.
 * For one counter goroutine it is called for one change after the other.
 */
export type Journal = (counter: number, delta: number) => Promise<void>;

export interface Settings {
  /** How many counter goroutines there are. */
  readonly counters: number;
  /** Where each change is written down before it counts. Without one, a change counts at once. */
  readonly journal?: Journal;
}

/** Thrown by `add` once `close` has been called. */
export class CounterClosedError extends Error {
  override readonly name = 'CounterClosedError';

  constructor() {
    super('The counter takes no more changes.');
  }
}

/**
 * A count that is spread over several goroutines, without a lock. A dispatcher hands each change to a counter goroutine that is free; that writes it
 * down and then adds it to its own share. The count is the sum of all shares.
 *
 * Its methods may be called by any number of goroutines.
 */
export class DistributedCounter {
  /** Starts the goroutines. Throws a `RangeError` unless `counters` is a whole number of at least 1. */
  constructor(settings: Settings) {
    notWritten('the constructor of DistributedCounter', settings);
  }

  /**
   * Adds `delta`, which may be negative. Returns when the change counts. If the journal throws, the change does not count, and `add` throws the same.
   * As long as a counter goroutine is free and nobody is waiting for `read` or `shares`, no change waits.
   *
   * Throws a `RangeError`, and changes nothing, unless `delta` is a safe integer; a `CounterClosedError` once `close` has been called.
   */
  async add(delta: number): Promise<void> {
    notWritten('add', delta);
  }

  /**
   * The count, as it was at one moment between the call and the answer: with every change that counted before, and with none that was asked for later.
   * It may wait for the changes that are being written down just now, but for no others. After `close` it gives the last count.
   */
  async read(): Promise<number> {
    return notWritten('read');
  }

  /** The shares of all counter goroutines, by their numbers, as they were at one moment like that of `read`. */
  async shares(): Promise<readonly number[]> {
    return notWritten('shares');
  }

  /**
   * Ends the counter. From now on `add` refuses; changes that were asked for before are finished first. Gives the last count when every goroutine of the counter
   * has ended or is about to end without waiting for anything. May be called again, also while another call is waiting: each call gives the same.
   */
  async close(): Promise<number> {
    return notWritten('close');
  }
}

/** Remove this when you no longer need it. */
function notWritten(what: string, ..._given: readonly unknown[]): never {
  throw new Error(`${what} is not written yet`);
}
