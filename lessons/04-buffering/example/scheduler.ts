// module
import { atomic, chan, context, select, sync, time } from 'concurrency-tutor';
import type {
  Context, ReceiveChannel, SendChannel,
} from 'concurrency-tutor';

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

/** What stopping left behind. */
export interface Leftovers {
  readonly abandoned: number;
  readonly unreported: number;
}

/** Runs tasks with a few workers, the urgent ones first. */
export class Scheduler {
  readonly #urgent = chan<Task>(10);
  readonly #normal = chan<Task>(50);
  readonly #done = chan<Done>(100);
  // No buffer: a question is handed over to a worker, or not at all.
  readonly #questions = chan<SendChannel<number>>();
  // No buffer: it carries nothing, and is closed.
  readonly #shutdown = chan<never>();
  readonly #workers = new sync.WaitGroup();
  readonly #cancel: () => void;
  readonly #stopping = new atomic.Bool();
  #unreported = 0;

  constructor(workers: number) {
    const [ctx, cancel] = context.withCancel(context.background());
    this.#cancel = cancel;
    for (let id = 1; id <= workers; id++) {
      this.#workers.go(() => this.#run(id, ctx));
    }
  }

  /** A report for each finished task; closed by `stop`. */
  get done(): ReceiveChannel<Done> {
    return this.#done.receiveOnly();
  }

  /** Queues a task. Does not wait: throws when there is no room. */
  submit(task: Task): void {
    if (this.#stopping.load()) throw new Error(`task ${task.id}: too late`);
    const name = task.priority > 5 ? 'urgent' : 'normal';
    const queue = name === 'urgent' ? this.#urgent : this.#normal;
    if (!queue.trySend(task)) {
      throw new Error(`task ${task.id}: the ${name} queue is full`);
    }
  }

  /** How many tasks are waiting? The first free worker says it. */
  async waiting(): Promise<number> {
    const answer = chan<number>(1); // room, should nobody wait any more
    const asked = await select({
      sent: select.send(this.#questions, answer),
      late: time.after(1 * time.Second),
    });
    if (asked.case === 'late') throw new Error('no worker is free');

    const answered = await select({
      answer,
      late: time.after(5 * time.Second),
    });
    if (answered.case === 'answer' && answered.ok) return answered.value;
    throw new Error('no answer within 5 s');
  }

  /** Finishes what is in the queues. After `patience` ms, breaks off. */
  async stop(patience: number): Promise<Leftovers> {
    this.#stopping.store(true);
    this.#shutdown.close();
    const alarm = time.afterFunc(patience, this.#cancel);
    await this.#workers.wait();
    alarm.stop();
    this.#cancel();
    this.#done.close(); // its senders, the workers, have ended
    return {
      abandoned: this.#urgent.length + this.#normal.length,
      unreported: this.#unreported,
    };
  }

  async #run(worker: number, ctx: Context): Promise<void> {
    while (true) {
      const tasks = await this.#next(ctx);
      if (tasks.length === 0) return;
      for (const task of tasks) {
        await task.work(ctx);
        const report = { id: task.id, worker };
        if (!this.#done.trySend(report)) this.#unreported++;
      }
    }
  }

  /** The next task, or two: an urgent one and the one it overtook. */
  async #next(ctx: Context): Promise<readonly Task[]> {
    while (ctx.err() === undefined) {
      this.#answer(poll(this.#questions));
      // The order of these two is the priority.
      const task = poll(this.#urgent) ?? poll(this.#normal);
      if (task !== undefined) return [task];
      if (this.#stopping.load()) return []; // nothing is left, nothing follows

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
        const urgent = poll(this.#urgent); // did one come meanwhile?
        const { value } = event;
        return urgent === undefined ? [value] : [urgent, value];
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
