import { chan, context, go, select, sync, time, type Channel, type Context } from 'concurrency-tutor';
import { Heap } from './heap.ts';

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

/** A task on its way through the pool. Its fields are guarded by the pool's lock, except for those that never change. */
interface Job {
  readonly task: Task<unknown>;
  /** Counts up with every task: decides among equal priorities. */
  readonly number: number;
  readonly ctx: Context;
  readonly cancel: () => void;
  /** Written once, before `ended` is closed. */
  outcome?: Outcome<unknown>;
  /** Closed when the outcome is there: closing wakes everybody who waits, now and later. */
  readonly ended: Channel<never>;
}

/**
 * A fixed number of workers that take the most urgent task first.
 *
 * A monitor: one lock guards the queue and the numbers, and a condition variable parks the workers that have nothing to do.
 * Nobody keeps the lock while a task runs.
 */
export class WorkerPool {
  readonly #lock = new sync.Mutex();
  /** Signalled when a task comes in, broadcast when the pool closes. */
  readonly #change = new sync.Cond(this.#lock);
  readonly #queue = new Heap<Job>(isMoreUrgent);
  readonly #running = new Set<Job>();
  readonly #ended = { done: 0, failed: 0, cancelled: 0 };
  readonly #times = { count: 0, total: 0, longest: 0 };
  #submitted = 0;
  #longestQueue = 0;
  #isClosed = false;
  /** Closed when the last worker has ended. */
  readonly #stopped = chan<never>(0, 'stopped');

  /** Starts `workers` workers. Throws a `RangeError` unless that is a whole number of at least 1. */
  constructor(workers: number) {
    if (!Number.isInteger(workers) || workers < 1) throw new RangeError(`A pool needs a whole number of workers, at least 1; got ${workers}.`);
    const running = new sync.WaitGroup();
    for (let i = 0; i < workers; i += 1) running.go(() => this.#worker());
    go(async () => {
      await running.wait();
      this.#stopped.close();
    });
  }

  /** Puts a task into the queue. Throws a `PoolClosedError` once `shutdown` has been called. */
  async submit<T>(task: Task<T>): Promise<Handle<T>> {
    using _locked = await this.#lock.acquire();
    if (this.#isClosed) throw new PoolClosedError();

    const [ctx, cancel] = context.withCancel(context.background());
    const job: Job = { task, number: this.#submitted, ctx, cancel, ended: chan<never>(0, 'ended') };
    this.#submitted += 1;
    this.#queue.push(job);
    this.#longestQueue = Math.max(this.#longestQueue, this.#queue.size);
    this.#change.signal();
    return { wait: () => outcomeOf<T>(job), cancel: () => this.#cancel(job) };
  }

  /** The numbers of one moment between the call and the answer. */
  async stats(): Promise<Stats> {
    using _locked = await this.#lock.acquire();
    const { count, total, longest } = this.#times;
    return {
      queued: this.#queue.size,
      running: this.#running.size,
      ...this.#ended,
      longestQueue: this.#longestQueue,
      processing: { count, total, longest, mean: count === 0 ? 0 : total / count },
    };
  }

  /** Refuses new tasks and waits until the pool has ended; cancels what is left when `ctx` ends before that. */
  async shutdown(ctx: Context): Promise<void> {
    await this.#close();
    const event = await select({ stopped: this.#stopped, late: ctx.done() });
    if (event.case === 'stopped') return;

    await this.#cancelAll();
    await this.#stopped.receive();
    throw ctx.err() ?? context.Canceled;
  }

  /** Under the lock: a worker that has just looked and found the pool open is already parked when it is woken here. */
  async #close(): Promise<void> {
    using _locked = await this.#lock.acquire();
    this.#isClosed = true;
    this.#change.broadcast();
  }

  async #cancel(job: Job): Promise<void> {
    using _locked = await this.#lock.acquire();
    job.cancel();
    if (this.#queue.remove(job)) this.#settle(job, { status: 'cancelled' });
  }

  /** Empties the queue before it lets go of the lock, so that no worker finds anything in it. */
  async #cancelAll(): Promise<void> {
    using _locked = await this.#lock.acquire();
    for (let job = this.#queue.pop(); job !== undefined; job = this.#queue.pop()) this.#settle(job, { status: 'cancelled' });
    for (const job of this.#running) job.cancel();
  }

  async #worker(): Promise<void> {
    for (let job = await this.#take(); job !== undefined; job = await this.#take()) {
      const started = time.now();
      const outcome = await run(job);
      const took = time.since(started);

      using _locked = await this.#lock.acquire();
      this.#running.delete(job);
      this.#times.count += 1;
      this.#times.total += took;
      this.#times.longest = Math.max(this.#times.longest, took);
      this.#settle(job, outcome);
    }
  }

  /** Waits for a task; `undefined` when there will be none. */
  async #take(): Promise<Job | undefined> {
    using _locked = await this.#lock.acquire();
    while (this.#queue.size === 0 && !this.#isClosed) await this.#change.wait();
    const job = this.#queue.pop();
    if (job !== undefined) this.#running.add(job);
    return job;
  }

  /** Counts a task as ended, and then wakes those who wait for it. The caller holds the lock. */
  #settle(job: Job, outcome: Outcome<unknown>): void {
    // The work is over; this lets go of what the context holds.
    job.cancel();
    this.#ended[outcome.status] += 1;
    job.outcome = outcome;
    job.ended.close();
  }
}

async function outcomeOf<T>(job: Job): Promise<Outcome<T>> {
  await job.ended.receive();
  return (job.outcome ?? { status: 'cancelled' }) as Outcome<T>;
}

/** Calls the task's function and says how it ended. Whatever it throws stays here. */
async function run(job: Job): Promise<Outcome<unknown>> {
  try {
    return { status: 'done', value: await job.task.run(job.ctx) };
  } catch (error) {
    return job.ctx.err() === undefined ? { status: 'failed', error } : { status: 'cancelled' };
  }
}

function isMoreUrgent(a: Job, b: Job): boolean {
  return a.task.priority === b.task.priority ? a.number < b.number : a.task.priority > b.task.priority;
}
