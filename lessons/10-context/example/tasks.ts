// module
import {
  go, chan, context, defer, select, sync, type Context,
} from 'concurrency-tutor';
import { Store } from './store.ts';
import { runTask, type Orders, type Report } from './task.ts';

export const requestId = context.key<string>('request id');

/** Starts tasks, and can stop them. */
export class Tasks {
  readonly #store = new Store(1000);
  readonly #stops = new sync.Map<string, context.CancelCauseFunc>();
  readonly #atWork = new sync.WaitGroup();
  #count = 0;

  /**
   * Starts a task and returns its id. The task keeps the values of
   * `request`, but not its end.
   */
  async start(
    request: Context, orders: Orders, limit: number,
  ): Promise<string> {
    const id = `task-${++this.#count}`;
    await this.#store.put(id, { state: 'running', outcomes: {} });
    const [ctx, stop] = context.withCancelCause(
      context.withoutCancel(request),
    );
    this.#stops.store(id, stop);
    this.#atWork.go(async () => {
      using _stop = defer(() => {
        this.#stops.delete(id); // now, and not when the answer is sent
        stop();
      });
      await this.#work(ctx, id, orders, limit);
    });
    return id;
  }

  async #work(
    parent: Context, id: string, orders: Orders, limit: number,
  ): Promise<void> {
    const [ctx, cancel] = context.withTimeoutCause(
      parent, limit, new Error(`a limit of ${limit} ms`),
    );
    using _cancel = defer(cancel);
    const report = await runTask(ctx, orders, () =>
      this.#store.put(id, { state: 'stopping', outcomes: {} }));
    await this.#store.put(id, report);
    console.log(`[${ctx.value(requestId)}] ${id}: ${report.state}`);
  }

  report(id: string): Promise<Report | undefined> {
    return this.#store.get(id);
  }

  /** Asks a task to stop. Says whether it was at work. */
  stop(id: string, why: string): boolean {
    const [stop, ok] = this.#stops.load(id);
    if (ok) stop(new Error(why));
    return ok;
  }

  /**
   * Waits until all tasks have ended. When `ctx` ends before that, it
   * stops them, and still waits.
   */
  async shutDown(ctx: Context): Promise<void> {
    const ended = chan<void>();
    go(async () => {
      await this.#atWork.wait();
      ended.close();
    });
    const event = await select({ ended, late: ctx.done() });
    if (event.case === 'ended') return;
    this.#stops.range((id) => this.stop(id, 'the service shuts down'));
    await ended.receive();
  }
}
