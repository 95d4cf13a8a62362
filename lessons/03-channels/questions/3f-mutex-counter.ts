// expect: output
// | counter 20
import { run, gosched, sync } from 'concurrency-tutor';

class Counter {
  readonly #mutex = new sync.Mutex();
  #value = 0; // guarded by #mutex

  async increment(): Promise<void> {
    using _unlock = await this.#mutex.acquire();
    const value = this.#value;
    await gosched(); // others may run here; the lock keeps them out of this section
    this.#value = value + 1;
  }

  async value(): Promise<number> {
    using _unlock = await this.#mutex.acquire();
    return this.#value;
  }
}

await run(async () => {
  const counter = new Counter();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 20; i++) wg.go(() => counter.increment());
  await wg.wait();
  console.log('counter', await counter.value());
});
