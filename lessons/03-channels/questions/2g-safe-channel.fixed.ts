// expect: output
// | accepted: 1 2, refused: 3
import { run, go, chan, select, sync, type ReceiveChannel } from 'concurrency-tutor';

/** Any goroutine may send or close, at any time. The channel of values itself is never closed. */
class SafeChannel<T> {
  readonly #values = chan<T>();
  readonly #done = chan<void>();
  readonly close = sync.onceFunc(() => this.#done.close());

  /** Gives false if the channel was closed before somebody took the value. */
  async send(value: T): Promise<boolean> {
    const early = await select({ stop: this.#done, default: true });
    if (early.case === 'stop') return false; // closed already: do not even offer the value
    const event = await select({ sent: select.send(this.#values, value), stop: this.#done });
    return event.case === 'sent';
  }

  get values(): ReceiveChannel<T> {
    return this.#values.receiveOnly();
  }
}

await run(async () => {
  const numbers = new SafeChannel<number>();
  const accepted: number[] = [];
  const refused: number[] = [];
  const wg = new sync.WaitGroup();
  wg.go(async () => {
    for (const n of [1, 2, 3]) {
      if (await numbers.send(n)) accepted.push(n);
      else refused.push(n);
    }
  });

  await numbers.values.receive();
  await numbers.values.receive();
  go(async () => numbers.close()); // two closers: no panic
  numbers.close();
  await wg.wait();
  console.log(`accepted: ${accepted.join(' ')}, refused: ${refused.join(' ')}`);
});
