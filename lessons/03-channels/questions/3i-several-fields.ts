// expect: output
// | 20 requests, 5 errors, 200 ms on average
import { run, sync } from 'concurrency-tutor';

class RequestStats {
  readonly #mutex = new sync.Mutex();
  #requests = 0; // these three belong together: guarded by #mutex
  #errors = 0;
  #milliseconds = 0;

  async record(milliseconds: number, failed: boolean): Promise<void> {
    using _unlock = await this.#mutex.acquire();
    this.#requests++;
    if (failed) this.#errors++;
    this.#milliseconds += milliseconds;
  }

  /** All three at one moment: never a new request count beside an old sum. */
  async summary(): Promise<string> {
    using _unlock = await this.#mutex.acquire();
    const average = this.#requests === 0 ? 0 : this.#milliseconds / this.#requests;
    return `${this.#requests} requests, ${this.#errors} errors, ${average} ms on average`;
  }
}

await run(async () => {
  const stats = new RequestStats();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 20; i++) wg.go(() => stats.record(200, i % 4 === 0));
  await wg.wait();
  console.log(await stats.summary());
});
