import type { Context } from 'concurrency-tutor';

/** A piece of work for the pool. */
export interface Task<T> {
  /** Names the task where people read about it. The pool gives it no meaning; two tasks may share a name. */
  readonly name: string;
  /** A larger number is more urgent. Any finite number will do. */
  readonly priority: number;
  /**
   * Does the work. `ctx` is cancelled when the task is cancelled; the function decides whether it looks.
   * It may also throw before it returns a promise.
   */
  readonly run: (ctx: Context) => Promise<T>;
}

/**
 * How a task ended.
 *
 * - `done`: its function returned `value`, whether or not somebody had cancelled it by then.
 * - `cancelled`: it was cancelled before it started, or it was cancelled while it ran and its function then threw.
 * - `failed`: its function threw `error`, and nobody had cancelled it. `error` is the very thing that was thrown.
 */
export type Outcome<T> =
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'failed'; readonly error: unknown }
  | { readonly status: 'cancelled' };

/** What `submit` gives back: the way to one task. */
export interface Handle<T> {
  /** Waits until the task has ended and says how. Any number of goroutines may call it, at any time, any number of times. */
  wait(): Promise<Outcome<T>>;
  /**
   * Cancels the task.
   *
   * - It waits in the queue: it never starts, and it has ended when `cancel` returns.
   * - A worker has taken it: its context is cancelled when `cancel` returns. The function goes on until it returns or
   *   throws by itself, and its worker stays with it. `cancel` does not wait for that.
   * - It has ended: nothing happens.
   */
  cancel(): Promise<void>;
}

/** What the pool knows about itself at one moment. Times are in milliseconds. */
export interface Stats {
  /** Tasks in the queue: submitted, not taken by a worker, not cancelled. */
  readonly queued: number;
  /** Tasks that a worker has taken and that have not ended. */
  readonly running: number;
  /** Tasks that have ended, by how they ended. */
  readonly done: number;
  readonly failed: number;
  readonly cancelled: number;
  /** The largest that `queued` has ever been. */
  readonly longestQueue: number;
  readonly processing: ProcessingTimes;
}

/**
 * How long tasks took. The processing time of a task goes from the call of its function to the moment the function has
 * returned or thrown. Tasks that have ended and whose function was called count, however they ended.
 */
export interface ProcessingTimes {
  /** How many tasks count. */
  readonly count: number;
  /** Their processing times added up. */
  readonly total: number;
  /** The longest of them; 0 when none counts. */
  readonly longest: number;
  /** `total` divided by `count`; 0 when none counts. */
  readonly mean: number;
}

/** Thrown by `submit` once `shutdown` has been called. */
export class PoolClosedError extends Error {
  override readonly name = 'PoolClosedError';

  constructor() {
    super('The worker pool takes no more tasks.');
  }
}

/** A fixed number of workers that take the most urgent task first. */
export class WorkerPool {
  /** Starts `workers` workers. Throws a `RangeError` unless that is a whole number of at least 1. */
  constructor(workers: number) {
    notWritten('the constructor of WorkerPool', workers);
  }

  /**
   * Puts a task into the queue. It does not wait for a worker.
   * A free worker takes the task with the largest priority; among equals, the one that was submitted first.
   * Throws a `PoolClosedError` once `shutdown` has been called.
   */
  async submit<T>(task: Task<T>): Promise<Handle<T>> {
    return notWritten('submit', task);
  }

  /**
   * The numbers of one moment between the call and the answer.
   * At every moment, `queued + running + done + failed + cancelled` is the number of tasks submitted.
   * A task that `wait` has reported is no longer `queued` or `running`.
   */
  async stats(): Promise<Stats> {
    return notWritten('stats');
  }

  /**
   * Ends the pool. From now on `submit` refuses; what is queued or running is finished first.
   * Returns when every task has ended and every goroutine of the pool has ended.
   *
   * If `ctx` is cancelled before that, what is left is cancelled: queued tasks never start, running ones see their context
   * cancelled. `shutdown` still waits for their functions to end, and then throws `ctx.err()`.
   *
   * May be called again, also while another call is waiting: each call waits until the pool has ended.
   */
  async shutdown(ctx: Context): Promise<void> {
    notWritten('shutdown', ctx);
  }
}

/** Remove this when you no longer need it. */
function notWritten(what: string, ..._given: readonly unknown[]): never {
  throw new Error(`${what} is not written yet`);
}
