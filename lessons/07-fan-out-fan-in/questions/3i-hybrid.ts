// expect: deadlock
import {
  run, chan, go, sync, type Channel, type ReceiveChannel,
} from 'concurrency-tutor';

/** Ten workers with a queue of results and a queue of errors. */
class HybridPool {
  readonly #tasks: Channel<number> = chan<number>(10);
  readonly #results: Channel<number> = chan<number>(10);
  readonly #errors: Channel<string> = chan<string>(10);
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

  async submit(task: number): Promise<void> {
    await this.#tasks.send(task);
  }

  stop(): void {
    this.#tasks.close();
  }
}

await run(async () => {
  const pool = new HybridPool();
  go(async () => {
    for (let task = 0; task < 100; task++) await pool.submit(task);
    pool.stop();
  });
  let [results, errors] = [0, 0];
  for await (const _ of pool.results) results++; // first all results,
  for await (const _ of pool.errors) errors++; // then all errors
  console.log(`${results} results, ${errors} errors`);
});
