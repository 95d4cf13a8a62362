import { chan, context, go, select, sync, time, type Channel, type Context } from 'concurrency-tutor';

export interface Task<T> {
  readonly name: string;
  readonly priority: number;
  readonly run: (ctx: Context) => Promise<T>;
}

export type Outcome<T> =
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'failed'; readonly error: unknown }
  | { readonly status: 'cancelled' };

export interface Handle<T> {
  wait(): Promise<Outcome<T>>;
  cancel(): Promise<void>;
}

export interface Stats {
  readonly queued: number;
  readonly running: number;
  readonly done: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly longestQueue: number;
  readonly processing: ProcessingTimes;
}

export interface ProcessingTimes {
  readonly count: number;
  readonly total: number;
  readonly longest: number;
  readonly mean: number;
}

export class PoolClosedError extends Error {
  override readonly name = 'PoolClosedError';

  constructor() {
    super('The worker pool takes no more tasks.');
  }
}

interface Job {
  readonly task: Task<unknown>;
  readonly number: number;
  readonly ctx: Context;
  readonly cancel: () => void;
  readonly ended: Channel<never>;
  outcome?: Outcome<unknown>;
}

export class WorkerPool {
  readonly #lock = new sync.Mutex();
  readonly #change = new sync.Cond(this.#lock);
  readonly #queue: Job[] = [];
  readonly #running = new Set<Job>();
  readonly #ended = { done: 0, failed: 0, cancelled: 0 };
  readonly #times = { count: 0, total: 0, longest: 0 };
  readonly #stopped = chan<never>(0, 'stopped');
  #submitted = 0;
  #longestQueue = 0;
  #isClosed = false;

  constructor(workers: number) {
    if (!Number.isInteger(workers) || workers < 1) throw new RangeError('a pool needs at least one worker');
    const wg = new sync.WaitGroup();
    for (let i = 0; i < workers; i++) wg.go(() => this.#worker());
    go(async () => {
      await wg.wait();
      this.#stopped.close();
    });
  }

  async submit<T>(task: Task<T>): Promise<Handle<T>> {
    using _locked = await this.#lock.acquire();
    if (this.#isClosed) throw new PoolClosedError();
    const [ctx, cancel] = context.withCancel(context.background());
    const job: Job = { task, number: this.#submitted++, ctx, cancel, ended: chan<never>(0, 'ended') };
    this.#enqueue(job);
    this.#longestQueue = Math.max(this.#longestQueue, this.#queue.length);
    this.#change.signal();
    return {
      wait: async () => {
        await job.ended.receive();
        return job.outcome as Outcome<T>;
      },
      cancel: () => this.#cancel(job),
    };
  }

  async stats(): Promise<Stats> {
    using _locked = await this.#lock.acquire();
    const { count, total, longest } = this.#times;
    return {
      queued: this.#queue.length,
      running: this.#running.size,
      ...this.#ended,
      longestQueue: this.#longestQueue,
      processing: { count, total, longest, mean: count === 0 ? 0 : total / count },
    };
  }

  async shutdown(ctx: Context): Promise<void> {
    await this.#lock.lock();
    this.#isClosed = true;
    this.#change.broadcast();
    this.#lock.unlock();

    const event = await select({ stopped: this.#stopped, late: ctx.done() });
    if (event.case === 'stopped') return;
    await this.#cancelAll();
    await this.#stopped.receive();
    throw ctx.err() ?? context.Canceled;
  }

  /** A binary heap: a parent is at least as urgent as its children. */
  #enqueue(job: Job): void {
    const heap = this.#queue;
    let at = heap.push(job) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isMoreUrgent(heap[at], heap[parent])) return;
      swap(heap, at, parent);
      at = parent;
    }
  }

  #dequeue(): Job | undefined {
    const heap = this.#queue;
    if (heap.length === 0) return undefined;
    swap(heap, 0, heap.length - 1);
    const first = heap.pop();
    for (let at = 0; ; ) {
      let child = 2 * at + 1;
      if (isMoreUrgent(heap[child + 1], heap[child])) child += 1;
      if (!isMoreUrgent(heap[child], heap[at])) return first;
      swap(heap, at, child);
      at = child;
    }
  }

  async #cancel(job: Job): Promise<void> {
    using _locked = await this.#lock.acquire();
    job.cancel();
    const index = this.#queue.indexOf(job);
    if (index < 0) return;
    const last = this.#queue.pop() as Job;
    if (index < this.#queue.length) this.#queue[index] = last;
    this.#settle(job, { status: 'cancelled' });
  }

  async #cancelAll(): Promise<void> {
    using _locked = await this.#lock.acquire();
    for (const job of this.#queue.splice(0)) this.#settle(job, { status: 'cancelled' });
    for (const job of this.#running) job.cancel();
  }

  async #worker(): Promise<void> {
    for (;;) {
      const job = await this.#take();
      if (job === undefined) return;
      await this.#finish(job, ...(await runTask(job)));
    }
  }

  async #take(): Promise<Job | undefined> {
    using _locked = await this.#lock.acquire();
    while (this.#queue.length === 0 && !this.#isClosed) await this.#change.wait();
    const job = this.#dequeue();
    if (job !== undefined) this.#running.add(job);
    return job;
  }

  async #finish(job: Job, outcome: Outcome<unknown>, took: number): Promise<void> {
    using _locked = await this.#lock.acquire();
    this.#running.delete(job);
    this.#times.count += 1;
    this.#times.total += took;
    this.#times.longest = Math.max(this.#times.longest, took);
    this.#settle(job, outcome);
  }

  #settle(job: Job, outcome: Outcome<unknown>): void {
    job.cancel();
    this.#ended[outcome.status] += 1;
    job.outcome = outcome;
    job.ended.close();
  }
}

function isMoreUrgent(a: Job | undefined, b: Job | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.task.priority === b.task.priority ? a.number < b.number : a.task.priority > b.task.priority;
}

function swap(heap: Job[], i: number, j: number): void {
  [heap[i], heap[j]] = [heap[j] as Job, heap[i] as Job];
}

async function runTask(job: Job): Promise<[outcome: Outcome<unknown>, took: number]> {
  const started = time.now();
  let outcome: Outcome<unknown>;
  try {
    outcome = { status: 'done', value: await job.task.run(job.ctx) };
  } catch (error) {
    outcome = job.ctx.err() === undefined ? { status: 'failed', error } : { status: 'cancelled' };
  }
  return [outcome, time.since(started)];
}
