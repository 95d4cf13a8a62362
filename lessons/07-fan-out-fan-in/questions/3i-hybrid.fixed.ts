// expect: output
// | taken in: 100
// | 50 results, 50 errors
// | one more, after the end: refused
import {
  run, chan, defer, go, select, sync, type Channel, type ReceiveChannel,
} from 'concurrency-tutor';

/** Ten workers with a queue of results and a queue of errors. */
class HybridPool {
  readonly #tasks: Channel<number> = chan<number>(10);
  readonly #results: Channel<number> = chan<number>(10);
  readonly #errors: Channel<string> = chan<string>(10);
  readonly #stopping = chan<void>();
  readonly #submitting = new sync.WaitGroup();
  readonly results: ReceiveChannel<number> = this.#results;
  readonly errors: ReceiveChannel<string> = this.#errors;

  constructor() {
    const workers = new sync.WaitGroup();
    for (let n = 0; n < 10; n++) workers.go(() => this.#work());
    go(async () => {
      await workers.wait();
      this.#results.close();
      this.#errors.close();
    });
  }

  async #work(): Promise<void> {
    for await (const task of this.#tasks) {
      if (task % 2 === 0) await this.#results.send(task);
      else await this.#errors.send(`task ${task} is odd`);
    }
  }

  /** Says whether the task was taken. After `stop` it never is. */
  async submit(task: number): Promise<boolean> {
    if (this.#stopping.tryReceive() !== undefined) return false; // closed
    this.#submitting.add();
    using _done = defer(() => this.#submitting.done());
    const event = await select({
      sent: select.send(this.#tasks, task), stop: this.#stopping,
    });
    return event.case === 'sent';
  }

  /** Takes no more tasks. What has been taken is still done. */
  async stop(): Promise<void> {
    this.#stopping.close();
    await this.#submitting.wait(); // nobody is in a send any more
    this.#tasks.close();
  }
}

async function count(from: ReceiveChannel<unknown>): Promise<number> {
  let n = 0;
  for await (const _ of from) n++;
  return n;
}

await run(async () => {
  const pool = new HybridPool();
  const counts = { results: 0, errors: 0 };
  const collectors = new sync.WaitGroup(); // both at the same time
  collectors.go(async () => {
    counts.results = await count(pool.results);
  });
  collectors.go(async () => {
    counts.errors = await count(pool.errors);
  });
  let taken = 0;
  for (let task = 0; task < 100; task++) {
    if (await pool.submit(task)) taken++;
  }
  await pool.stop();
  await collectors.wait();
  console.log('taken in:', taken);
  console.log(`${counts.results} results, ${counts.errors} errors`);
  const late = await pool.submit(100);
  console.log('one more, after the end:', late ? 'taken' : 'refused');
});
