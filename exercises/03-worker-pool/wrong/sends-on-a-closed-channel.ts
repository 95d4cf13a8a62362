import { atomic, chan, context, go, select, sync, time, type Channel, type Context } from 'concurrency-tutor';

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
  readonly ctx: Context;
  readonly cancel: () => void;
  readonly ended: Channel<never>;
  outcome?: Outcome<unknown>;
}

interface Report {
  readonly job: Job;
  readonly outcome: Outcome<unknown>;
  readonly took: number;
}

type Command = () => void;

/** One goroutine owns the queue and the numbers; the others send it functions to call. */
export class WorkerPool {
  readonly #commands = chan<Command>(0, 'commands');
  readonly #incoming = chan<Job>(0, 'incoming');
  readonly #work = chan<Job>(0, 'work');
  readonly #reports = chan<Report>(0, 'reports');
  readonly #stopped = chan<never>(0, 'stopped');
  readonly #running = new Set<Job>();
  readonly #ended = { done: 0, failed: 0, cancelled: 0 };
  readonly #times = { count: 0, total: 0, longest: 0 };
  #queue: Job[] = [];
  #longestQueue = 0;
  readonly #isClosed = new atomic.Bool();

  constructor(workers: number) {
    if (!Number.isInteger(workers) || workers < 1) throw new RangeError('a pool needs at least one worker');
    const wg = new sync.WaitGroup();
    for (let i = 0; i < workers; i++) wg.go(() => this.#worker());
    go(async () => {
      await this.#manage();
      await wg.wait();
      this.#stopped.close();
    });
  }

  async submit<T>(task: Task<T>): Promise<Handle<T>> {
    if (this.#isClosed.load()) throw new PoolClosedError();
    const [ctx, cancel] = context.withCancel(context.background());
    const job: Job = { task, ctx, cancel, ended: chan<never>(0, 'ended') };
    await this.#incoming.send(job);
    return {
      wait: async () => {
        await job.ended.receive();
        return job.outcome as Outcome<T>;
      },
      cancel: async () => {
        await this.#ask(() => this.#cancel(job));
      },
    };
  }

  async stats(): Promise<Stats> {
    return (await this.#ask(() => this.#read())) ?? this.#read();
  }

  async shutdown(ctx: Context): Promise<void> {
    if (!this.#isClosed.load()) this.#incoming.close();
    this.#isClosed.store(true);
    const event = await select({ stopped: this.#stopped, late: ctx.done() });
    if (event.case === 'stopped') return;
    await this.#ask(() => {
      for (const job of [...this.#queue, ...this.#running]) this.#cancel(job);
    });
    await this.#stopped.receive();
    throw ctx.err() ?? context.Canceled;
  }

  /** Has the manager call a function; `undefined` when the pool has ended. */
  async #ask<T>(question: () => T): Promise<T | undefined> {
    const answer = chan<T>(1, 'answer');
    const event = await select({ sent: select.send(this.#commands, () => void answer.trySend(question())), stopped: this.#stopped });
    return event.case === 'sent' ? answer.receive() : undefined;
  }

  async #manage(): Promise<void> {
    let incoming: Channel<Job> | null = this.#incoming;
    while (incoming !== null || this.#queue.length > 0 || this.#running.size > 0) {
      const next = this.#queue[0];
      const event = await select({
        command: this.#commands,
        job: incoming,
        report: this.#reports,
        taken: next === undefined ? null : select.send(this.#work, next),
      });
      if (event.case === 'command' && event.ok) event.value();
      if (event.case === 'job') {
        if (event.ok) this.#enqueue(event.value);
        else incoming = null;
        this.#longestQueue = Math.max(this.#longestQueue, this.#queue.length);
      }
      if (event.case === 'report' && event.ok) this.#finish(event.value);
      if (event.case === 'taken' && next !== undefined) {
        this.#queue.shift();
        this.#running.add(next);
      }
    }
    this.#work.close();
  }

  async #worker(): Promise<void> {
    for await (const job of this.#work) {
      const started = time.now();
      const outcome = await runTask(job);
      await this.#reports.send({ job, outcome, took: time.since(started) });
    }
  }

  #enqueue(job: Job): void {
    const after = this.#queue.findIndex((other) => other.task.priority < job.task.priority);
    this.#queue.splice(after < 0 ? this.#queue.length : after, 0, job);
  }

  #cancel(job: Job): void {
    job.cancel();
    if (!this.#queue.includes(job)) return;
    this.#queue = this.#queue.filter((other) => other !== job);
    this.#settle(job, { status: 'cancelled' });
  }

  #finish({ job, outcome, took }: Report): void {
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

  #read(): Stats {
    const { count, total, longest } = this.#times;
    return {
      queued: this.#queue.length,
      running: this.#running.size,
      ...this.#ended,
      longestQueue: this.#longestQueue,
      processing: { count, total, longest, mean: count === 0 ? 0 : total / count },
    };
  }
}

async function runTask(job: Job): Promise<Outcome<unknown>> {
  try {
    return { status: 'done', value: await job.task.run(job.ctx) };
  } catch (error) {
    return job.ctx.err() === undefined ? { status: 'failed', error } : { status: 'cancelled' };
  }
}
