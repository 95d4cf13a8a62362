// expect: deadlock
import { run, go, chan, sync, gosched } from 'concurrency-tutor';

/** BROKEN: meant to make sending and closing safe for everybody. */
class SafeChannel<T> {
  readonly #mutex = new sync.Mutex();
  readonly #values = chan<T>();
  #closed = false;

  async send(value: T): Promise<boolean> {
    using _unlock = await this.#mutex.acquire();
    if (this.#closed) return false;
    await this.#values.send(value); // waits for a receiver, and holds the lock meanwhile
    return true;
  }

  async close(): Promise<void> {
    using _unlock = await this.#mutex.acquire(); // waits for that lock
    if (this.#closed) return;
    this.#closed = true;
    this.#values.close();
  }
}

await run(async () => {
  const numbers = new SafeChannel<number>();
  go(async () => {
    await numbers.send(1);
  });
  await gosched();
  await numbers.close(); // nobody will receive any more, so: close
  console.log('closed');
});
