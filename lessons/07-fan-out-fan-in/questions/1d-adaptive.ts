// expect: output
// | after 5 s: 10 workers
// | after 10 s: 15 workers
// | after 15 s: 20 workers
// | after 20 s: 20 workers
// | after 25 s: 20 workers
// | after 30 s: 18 workers
// | after 35 s: 16 workers
// | 400 tasks done
import {
  run, chan, go, select, sync, time, type Channel, type ReceiveChannel,
} from 'concurrency-tutor';

const fewest = 4;
const most = 20;

/** A pool that grows while the queue is long. */
class AdaptivePool {
  readonly #queue: Channel<() => Promise<void>>;
  readonly #leave = chan<void>(most); // one value sends one worker home
  readonly #workers = new sync.WaitGroup();
  #count = 0;

  constructor(queue: Channel<() => Promise<void>>, workers: number) {
    this.#queue = queue;
    this.#grow(workers);
  }

  #grow(by: number): void {
    for (let n = 0; n < by; n++) this.#workers.go(() => this.#work());
    this.#count += by;
  }

  async #work(): Promise<void> {
    while (true) {
      const event = await select({
        task: this.#queue, leave: this.#leave,
      });
      if (event.case === 'leave' || !event.ok) return;
      await event.value();
    }
  }

  /** Looks at the queue every 5 s, until `stop` is closed. */
  async adapt(stop: ReceiveChannel<void>): Promise<void> {
    const ticker = time.newTicker(5 * time.Second);
    for (let second = 5; ; second += 5) {
      const event = await select({ tick: ticker.channel, stop });
      if (event.case === 'stop') return ticker.stop();
      if (this.#queue.length > 100) {
        this.#grow(Math.min(5, most - this.#count));
      } else if (this.#queue.length < 10) {
        await this.#shrink(Math.min(2, this.#count - fewest));
      }
      console.log(`after ${second} s: ${this.#count} workers`);
    }
  }

  async #shrink(by: number): Promise<void> {
    for (let n = 0; n < by; n++) await this.#leave.send();
    this.#count -= by;
  }

  async wait(): Promise<void> {
    await this.#workers.wait();
  }
}

await run(async () => {
  const queue = chan<() => Promise<void>>(400);
  const done = chan<void>(400);
  for (let n = 0; n < 400; n++) {
    await queue.send(async () => {
      await time.sleep(time.Second);
      await done.send();
    });
  }
  const stop = chan<void>();
  const pool = new AdaptivePool(queue, 5);
  go(() => pool.adapt(stop));

  await time.sleep(37 * time.Second);
  stop.close(); // the monitor ends,
  queue.close(); // then the workers
  await pool.wait();
  console.log(done.length, 'tasks done');
});
