// module
import {
  chan, context, defer, select, sync, time,
  type Channel, type Context, type ReceiveChannel,
} from 'concurrency-tutor';
import type { Clients } from './clients.ts';
import { perform, type Order } from './jobs.ts';

export interface Result {
  readonly id: string;
  readonly workerId: number;
  readonly started: number;
  readonly ended: number;
  readonly outcome: string;
}

interface Job {
  readonly id: string;
  readonly order: Order;
  readonly ctx: Context;
}

export class JobPool {
  readonly #queue: Channel<Job>;
  readonly #results: Channel<Result> = chan<Result>();
  readonly #workers = new sync.WaitGroup();
  readonly #cancels = new Map<string, (why: Error) => void>();
  readonly #clients: Clients;
  #stopping = false;
  #count = 0;
  readonly results: ReceiveChannel<Result> = this.#results;

  constructor(workers: number, queue: number, clients: Clients) {
    this.#queue = chan<Job>(queue);
    this.#clients = clients;
    for (let id = 1; id <= workers; id++) {
      this.#workers.go(() => this.#work(id));
    }
  }

  /** Never waits. Gives the job's id, or why it was not taken. */
  submit(
    root: Context, order: Order,
  ): { id: string } | 'full' | 'stopping' {
    if (this.#stopping) return 'stopping';
    const id = `job-${this.#count + 1}`;
    const [ctx, cancel] = context.withCancelCause(root);
    if (!this.#queue.trySend({ id, order, ctx })) {
      cancel();
      return 'full';
    }
    this.#count++;
    this.#cancels.set(id, cancel);
    return { id };
  }

  /** Says whether there was such a job, waiting or at work. */
  cancel(id: string, why: string): boolean {
    const cancel = this.#cancels.get(id);
    cancel?.(new Error(why));
    return cancel !== undefined;
  }

  async #work(workerId: number): Promise<void> {
    for await (const job of this.#queue) await this.#do(job, workerId);
  }

  /** One job gives one result, whatever happens. */
  async #do({ id, order, ctx }: Job, workerId: number): Promise<void> {
    const started = time.now();
    let outcome = 'not begun';
    try {
      if (ctx.err() !== undefined) throw context.cause(ctx);
      outcome = await perform(ctx, this.#clients, order);
    } catch (error) {
      outcome = `stopped: ${(error as Error).message}`;
    } finally {
      this.#cancels.get(id)?.(new Error('over')); // also after a success
      this.#cancels.delete(id);
      const ended = time.now();
      await this.#results.send({ id, workerId, started, ended, outcome });
    }
  }

  /** Stops everything. Says whether all workers ended within `grace`. */
  async shutDown(grace: number): Promise<boolean> {
    this.#stopping = true; // 1. no new jobs
    for (const id of this.#cancels.keys()) { // 2. all are asked to stop
      this.cancel(id, 'the server stops');
    }
    this.#queue.close(); // 3. the workers come to the end of the queue
    const ended = chan<void>();
    const waiter = new sync.WaitGroup();
    waiter.go(async () => {
      await this.#workers.wait();
      this.#results.close(); // 4. only now, and however long it takes
      this.#clients.close(); // 5.
      ended.close();
    });
    const late = time.newTimer(grace);
    using _late = defer(() => late.stop());
    const event = await select({ ended, late: late.channel });
    return event.case === 'ended';
  }
}
