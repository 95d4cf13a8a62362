// expect: output
// | 98 waiting: 3 workers
// | 67 waiting: 4 workers
// | 26 waiting: 4 workers
// | 0 waiting: 3 workers
// | 0 waiting: 2 workers
// | 0 waiting: 2 workers
// | 0 waiting: 2 workers
// | 120 tasks done
import {
  run, atomic, chan, select, sync, time, type ReceiveChannel,
} from 'concurrency-tutor';

const fewest = 2;
const most = 8;

/** A pool that looks at its queue every ten seconds. */
class AdaptivePool {
  readonly #queue = chan<number>(500);
  readonly #leave = chan<void>(most); // a value sends a worker home
  readonly #workers = new sync.WaitGroup();
  #count = 0; // only the watcher changes it
  readonly done = new atomic.Int32();

  constructor() {
    for (let n = 0; n < fewest; n++) this.#add();
  }

  #add(): void {
    this.#count++;
    this.#workers.go(() => this.#work());
  }

  async #work(): Promise<void> {
    while (true) {
      const event = await select({
        task: this.#queue, leave: this.#leave,
      });
      if (event.case === 'leave' || !event.ok) return;
      await time.sleep(event.value);
      this.done.add(1);
    }
  }

  submit(takes: number): boolean {
    return this.#queue.trySend(takes);
  }

  /** Until `stop` is closed. */
  async watch(stop: ReceiveChannel<void>): Promise<void> {
    const ticker = time.newTicker(10 * time.Second);
    while (true) {
      const event = await select({ tick: ticker.channel, stop });
      if (event.case === 'stop') return ticker.stop();
      const pending = this.#queue.length;
      if (pending > 10 * this.#count && this.#count < most) {
        this.#add();
      } else if (pending < this.#count / 2 && this.#count > fewest) {
        this.#count--;
        this.#leave.trySend();
      }
      console.log(`${pending} waiting: ${this.#count} workers`);
    }
  }

  async stop(): Promise<void> {
    this.#queue.close();
    await this.#workers.wait();
  }
}

await run(async () => {
  const pool = new AdaptivePool();
  const stop = chan<void>();
  const watcher = new sync.WaitGroup();
  watcher.go(() => pool.watch(stop));
  for (let n = 0; n < 120; n++) pool.submit(990); // about a second each

  await time.sleep(75 * time.Second);
  stop.close(); // first the watcher,
  await watcher.wait();
  await pool.stop(); // then the workers
  console.log(pool.done.load(), 'tasks done');
});
