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

/**
 * A fixed number of workers that take the most urgent task first.
 *
 * One goroutine, the dispatcher, owns the queue, the numbers and the state of every task. Nobody else touches them, so
 * there is no lock: whoever wants something sends a request, and the dispatcher does one thing after the other.
 */
export class WorkerPool {
  readonly #requests = chan<Request>(0, 'requests');
  /** From the dispatcher to the workers. Unbuffered: a task leaves the queue only when a worker takes it. */
  readonly #work = chan<Job>(0, 'work');
  /** From the workers back to the dispatcher. */
  readonly #reports = chan<Report>(0, 'reports');
  /** Closed when the dispatcher and all workers have ended. */
  readonly #stopped = chan<never>(0, 'stopped');
  readonly #books = new Books();

  /** Starts `workers` workers. Throws a `RangeError` unless that is a whole number of at least 1. */
  constructor(workers: number) {
    if (!Number.isInteger(workers) || workers < 1) throw new RangeError(`A pool needs a whole number of workers, at least 1; got ${workers}.`);
    const running = new sync.WaitGroup();
    for (let i = 0; i < workers; i += 1) running.go(() => this.#worker());
    go(async () => {
      await this.#dispatch();
      await running.wait();
      this.#stopped.close();
    });
  }

  /** Puts a task into the queue. Throws a `PoolClosedError` once `shutdown` has been called. */
  async submit<T>(task: Task<T>): Promise<Handle<T>> {
    const job = new Job(task);
    const answer = chan<'accepted' | 'closed'>(1, 'answer');
    const isAccepted = (await this.#ask({ kind: 'submit', job, answer })) && (await answer.receive()) === 'accepted';
    if (!isAccepted) {
      job.cancel();
      throw new PoolClosedError();
    }
    return {
      wait: () => job.wait() as Promise<Outcome<T>>,
      cancel: async () => {
        const done = chan<void>(1, 'cancelled');
        if (await this.#ask({ kind: 'cancel', job, answer: done })) await done.receive();
      },
    };
  }

  /** The numbers of one moment between the call and the answer. */
  async stats(): Promise<Stats> {
    const answer = chan<Stats>(1, 'stats');
    const stats = (await this.#ask({ kind: 'stats', answer })) ? await answer.receive() : undefined;
    // When the dispatcher has ended, nothing changes any more.
    return stats ?? this.#books.read();
  }

  /** Refuses new tasks and waits until the pool has ended; cancels what is left when `ctx` ends before that. */
  async shutdown(ctx: Context): Promise<void> {
    await this.#ask({ kind: 'close' });
    const event = await select({ stopped: this.#stopped, late: ctx.done() });
    if (event.case === 'stopped') return;

    await this.#ask({ kind: 'cancel all' });
    await this.#stopped.receive();
    throw ctx.err() ?? context.Canceled;
  }

  /** Sends a request to the dispatcher. Says `false` when the dispatcher has ended. */
  async #ask(request: Request): Promise<boolean> {
    const event = await select({ sent: select.send(this.#requests, request), stopped: this.#stopped });
    return event.case === 'sent';
  }

  async #dispatch(): Promise<void> {
    const state: State = { queue: new Heap(isMoreUrgent), running: new Set(), submitted: 0, isClosed: false };
    while (!state.isClosed || state.queue.size > 0 || state.running.size > 0) {
      // The offer is made anew each time around, so it is always the most urgent task that a free worker gets.
      const next = state.queue.peek();
      const event = await select({
        request: this.#requests,
        report: this.#reports,
        taken: next === undefined ? null : select.send(this.#work, next),
      });
      switch (event.case) {
        case 'request':
          if (event.ok) this.#answer(event.value, state);
          break;
        case 'report':
          if (event.ok) this.#close(event.value, state);
          break;
        case 'taken':
          if (next === undefined) break;
          state.queue.pop();
          state.running.add(next);
          break;
      }
      this.#books.see(state.queue.size, state.running.size);
    }
    // The workers' loops end.
    this.#work.close();
  }

  /** Does what a request asks. The answers' channels have room for one, so that the dispatcher never waits for anybody. */
  #answer(request: Request, state: State): void {
    switch (request.kind) {
      case 'submit':
        if (state.isClosed) {
          request.answer.trySend('closed');
          return;
        }
        request.job.number = state.submitted;
        state.submitted += 1;
        state.queue.push(request.job);
        request.answer.trySend('accepted');
        return;
      case 'cancel':
        this.#cancel(request.job, state);
        request.answer.trySend();
        return;
      case 'cancel all':
        for (let job = state.queue.peek(); job !== undefined; job = state.queue.peek()) this.#cancel(job, state);
        for (const job of state.running) job.cancel();
        return;
      case 'stats':
        request.answer.trySend(this.#books.read());
        return;
      case 'close':
        state.isClosed = true;
        return;
    }
  }

  #cancel(job: Job, state: State): void {
    job.cancel();
    if (!state.queue.remove(job)) return;
    this.#books.count('cancelled', undefined);
    this.#books.see(state.queue.size, state.running.size);
    job.settle({ status: 'cancelled' });
  }

  /** A worker has finished a task: count first, so that whoever hears of it finds it counted. */
  #close({ job, outcome, took }: Report, state: State): void {
    state.running.delete(job);
    this.#books.count(outcome.status, took);
    this.#books.see(state.queue.size, state.running.size);
    job.settle(outcome);
  }

  async #worker(): Promise<void> {
    for await (const job of this.#work) {
      await this.#reports.send(await run(job));
    }
  }
}

/** What the dispatcher knows. */
interface State {
  readonly queue: Heap<Job>;
  readonly running: Set<Job>;
  submitted: number;
  isClosed: boolean;
}

type Request =
  | { readonly kind: 'submit'; readonly job: Job; readonly answer: Channel<'accepted' | 'closed'> }
  | { readonly kind: 'cancel'; readonly job: Job; readonly answer: Channel<void> }
  | { readonly kind: 'cancel all' }
  | { readonly kind: 'stats'; readonly answer: Channel<Stats> }
  | { readonly kind: 'close' };

/** How a task ended. `took` is missing when its function was not called. */
interface Report {
  readonly job: Job;
  readonly outcome: Outcome<unknown>;
  readonly took: number | undefined;
}

/** A task on its way through the pool. */
class Job {
  readonly task: Task<unknown>;
  readonly ctx: Context;
  readonly cancel: () => void;
  /** Counts up with every task: decides among equal priorities. */
  number = 0;
  #outcome: Outcome<unknown> = { status: 'cancelled' };
  /** Closed when the outcome is there: closing wakes everybody who waits, now and later. */
  readonly #ended = chan<never>(0, 'ended');

  constructor(task: Task<unknown>) {
    this.task = task;
    [this.ctx, this.cancel] = context.withCancel(context.background());
  }

  settle(outcome: Outcome<unknown>): void {
    // The work is over; this lets go of what the context holds.
    this.cancel();
    this.#outcome = outcome;
    this.#ended.close();
  }

  async wait(): Promise<Outcome<unknown>> {
    await this.#ended.receive();
    return this.#outcome;
  }
}

function isMoreUrgent(a: Job, b: Job): boolean {
  return a.task.priority === b.task.priority ? a.number < b.number : a.task.priority > b.task.priority;
}

/** Calls the task's function and says how it ended. Whatever it throws stays here. */
async function run(job: Job): Promise<Report> {
  // Somebody may have cancelled the task between its way out of the queue and this line.
  if (job.ctx.err() !== undefined) return { job, outcome: { status: 'cancelled' }, took: undefined };
  const started = time.now();
  try {
    const value = await job.task.run(job.ctx);
    return { job, outcome: { status: 'done', value }, took: time.since(started) };
  } catch (error) {
    const outcome: Outcome<unknown> = job.ctx.err() === undefined ? { status: 'failed', error } : { status: 'cancelled' };
    return { job, outcome, took: time.since(started) };
  }
}

/** The numbers. */
class Books {
  #queued = 0;
  #running = 0;
  #longestQueue = 0;
  readonly #ended = { done: 0, failed: 0, cancelled: 0 };
  #count = 0;
  #total = 0;
  #longest = 0;

  see(queued: number, running: number): void {
    this.#queued = queued;
    this.#running = running;
    this.#longestQueue = Math.max(this.#longestQueue, queued);
  }

  count(status: 'done' | 'failed' | 'cancelled', took: number | undefined): void {
    this.#ended[status] += 1;
    if (took === undefined) return;
    this.#count += 1;
    this.#total += took;
    this.#longest = Math.max(this.#longest, took);
  }

  read(): Stats {
    return {
      queued: this.#queued,
      running: this.#running,
      ...this.#ended,
      longestQueue: this.#longestQueue,
      processing: { count: this.#count, total: this.#total, longest: this.#longest, mean: this.#count === 0 ? 0 : this.#total / this.#count },
    };
  }
}
