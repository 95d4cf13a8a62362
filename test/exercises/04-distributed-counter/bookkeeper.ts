/** A correct counter whose dispatcher keeps the books as well: it hands out changes, and adds them up when they come back. */
import { chan, go, select, sync, type Channel } from 'concurrency-tutor';

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

interface Job {
  readonly delta: number;
  readonly done: Channel<{ readonly error: unknown }>;
}

interface Finished {
  readonly counter: number;
  readonly job: Job;
  readonly failure?: { readonly error: unknown };
}

type Question = (shares: readonly number[]) => void;

export class DistributedCounter {
  readonly #jobs = chan<Job>(0, 'jobs');
  readonly #questions = chan<Question>(0, 'questions');
  readonly #stop = chan<true>(0, 'stop');
  readonly #over = chan<never>(0, 'over');
  #last: number[] = [];

  constructor({ counters, journal }: Settings) {
    if (!(counters >= 1) || counters % 1 !== 0) throw new RangeError('a whole number of at least 1');
    const work = Array.from({ length: counters }, () => chan<Job>(1, 'work'));
    const finished = chan<Finished>(counters, 'finished');
    const everybody = new sync.WaitGroup();
    for (const [counter, jobs] of work.entries()) {
      everybody.go(async () => {
        for await (const job of jobs) {
          try {
            await journal?.(counter, job.delta);
            await finished.send({ counter, job });
          } catch (error) {
            await finished.send({ counter, job, failure: { error } });
          }
        }
      });
    }
    go(async () => {
      this.#last = await this.#run(work, finished);
      await everybody.wait();
      this.#over.close();
    });
  }

  async add(delta: number): Promise<void> {
    if (!Number.isSafeInteger(delta)) throw new RangeError('a whole number');
    const done = chan<{ readonly error: unknown }>(1, 'done');
    const event = await select({ sent: select.send(this.#jobs, { delta, done }), over: this.#over });
    if (event.case === 'over') throw new CounterClosedError();
    const failure = await done.receive();
    if (failure !== undefined) throw failure.error;
  }

  async read(): Promise<number> {
    return (await this.shares()).reduce((a, b) => a + b, 0);
  }

  async shares(): Promise<readonly number[]> {
    const answer = chan<readonly number[]>(1, 'answer');
    const event = await select({ sent: select.send(this.#questions, (shares) => void answer.trySend([...shares])), over: this.#over });
    return event.case === 'over' ? this.#last : (await answer.receive()) ?? [];
  }

  async close(): Promise<number> {
    await select({ sent: select.send(this.#stop, true), over: this.#over });
    await this.#over.receive();
    return this.#last.reduce((a, b) => a + b, 0);
  }

  async #run(work: readonly Channel<Job>[], finished: Channel<Finished>): Promise<number[]> {
    const shares = work.map(() => 0);
    const free = work.map((_, counter) => counter);
    const queue: Job[] = [];
    let isOpen = true;
    while (isOpen || queue.length > 0 || free.length < work.length) {
      const event = await select({ job: this.#jobs, finished, question: this.#questions, stop: this.#stop });
      if (event.case === 'stop') isOpen = false;
      if (event.case === 'question' && event.ok) event.value(shares);
      if (event.case === 'job' && event.ok) {
        if (isOpen) queue.push(event.value);
        else event.value.done.trySend({ error: new CounterClosedError() });
      }
      if (event.case === 'finished' && event.ok) {
        const { counter, job, failure } = event.value;
        if (failure === undefined) {
          shares[counter] = (shares[counter] ?? 0) + job.delta;
          job.done.close();
        } else {
          job.done.trySend(failure);
        }
        free.push(counter);
      }
      while (queue.length > 0 && free.length > 0) work[free.pop() as number]?.trySend(queue.shift() as Job);
    }
    for (const jobs of work) jobs.close();
    return shares;
  }
}
