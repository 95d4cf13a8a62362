// module
import { chan, context, select, sync, time } from 'concurrency-tutor';
import type { Context, ReceiveChannel, SendChannel } from 'concurrency-tutor';

export interface Task {
  readonly id: number;
  /** Above 5 is urgent. */
  readonly priority: number;
  work(ctx: Context): Promise<void>;
}

export interface Done {
  readonly id: number;
  readonly worker: number;
}

/** Runs tasks with a few workers, the urgent ones first. */
export class Scheduler {
  readonly #urgent = chan<Task>(10);
  readonly #normal = chan<Task>(50);
  readonly #done = chan<Done>(100);
  readonly #questions = chan<SendChannel<number>>(); // no buffer: handed over, or not at all
  readonly #shutdown = chan<never>(); // no buffer: carries nothing, and is closed
  readonly #workers = new sync.WaitGroup();
  readonly #cancel: () => void;
  #stopping = false;
  #unreported = 0;

  constructor(workers: number) {
    const [ctx, cancel] = context.withCancel(context.background());
    this.#cancel = cancel;
    for (let id = 1; id <= workers; id++) this.#workers.go(() => this.#run(id, ctx));
  }

  /** One report for each finished task; closed when the scheduler has stopped. */
  get done(): ReceiveChannel<Done> {
    return this.#done.receiveOnly();
  }

  /** Queues a task, without waiting. Throws when there is no room, or after `stop`. */
  submit(task: Task): void {
    if (this.#stopping) throw new Error(`task ${task.id}: the scheduler is stopping`);
    const name = task.priority > 5 ? 'urgent' : 'normal';
    const queue = name === 'urgent' ? this.#urgent : this.#normal;
    if (!queue.trySend(task)) throw new Error(`task ${task.id}: the ${name} queue is full`);
  }

  /** How many tasks are waiting, in the words of the first worker that is free. */
  async waiting(): Promise<number> {
    const answer = chan<number>(1); // room for the answer, should nobody wait for it any more
    const asked = await select({
      sent: select.send(this.#questions, answer),
      late: time.after(1 * time.Second),
    });
    if (asked.case === 'late') throw new Error('no worker was free within 1 s');

    const answered = await select({ answer, late: time.after(5 * time.Second) });
    if (answered.case === 'late' || !answered.ok) throw new Error('no answer within 5 s');
    return answered.value;
  }

  /** Takes no new tasks, and finishes those in the queues. After `patience` ms it breaks off. */
  async stop(patience: number): Promise<{ abandoned: number; unreported: number }> {
    this.#stopping = true;
    this.#shutdown.close();
    const alarm = time.afterFunc(patience, this.#cancel);
    await this.#workers.wait();
    alarm.stop();
    this.#cancel();
    this.#done.close(); // the workers were its senders, and they have ended
    return { abandoned: this.#urgent.length + this.#normal.length, unreported: this.#unreported };
  }

  async #run(worker: number, ctx: Context): Promise<void> {
    while (true) {
      const tasks = await this.#next(ctx);
      if (tasks.length === 0) return;
      for (const task of tasks) {
        await task.work(ctx);
        if (!this.#done.trySend({ id: task.id, worker })) this.#unreported++;
      }
    }
  }

  /** The next task, or an urgent one and the one it overtook. Empty: the worker goes home. */
  async #next(ctx: Context): Promise<readonly Task[]> {
    while (ctx.err() === undefined) {
      this.#answer(poll(this.#questions));
      const task = poll(this.#urgent) ?? poll(this.#normal); // this order is the priority
      if (task !== undefined) return [task];
      if (this.#stopping) return []; // nothing is left, and nothing can follow

      const event = await select({
        urgent: this.#urgent,
        normal: this.#normal,
        question: this.#questions,
        shutdown: this.#shutdown,
        cancelled: ctx.done(),
      });
      if (event.case === 'question') this.#answer(event.value);
      if (event.case === 'urgent' && event.ok) return [event.value];
      if (event.case === 'normal' && event.ok) {
        const overtaking = poll(this.#urgent); // one may have come at the same moment
        return overtaking === undefined ? [event.value] : [overtaking, event.value];
      }
    }
    return [];
  }

  #answer(question: SendChannel<number> | undefined): void {
    question?.trySend(this.#urgent.length + this.#normal.length);
  }
}

/** A value, if one can be had without waiting. */
function poll<T>(channel: ReceiveChannel<T>): T | undefined {
  return channel.tryReceive()?.[0];
}
