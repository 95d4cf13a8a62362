// expect: output
// | 30 visits
import { run, sync } from 'concurrency-tutor';

class VisitCounter {
  readonly #mutex = new sync.Mutex();
  #visits = 0; // guarded by #mutex

  async add(): Promise<void> {
    using _unlock = await this.#mutex.acquire();
    this.#visits++;
  }

  async read(): Promise<number> {
    using _unlock = await this.#mutex.acquire();
    return this.#visits;
  }
}

await run(async () => {
  const counter = new VisitCounter();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 30; i++) wg.go(() => counter.add());
  await wg.wait();
  console.log(await counter.read(), 'visits');
});
