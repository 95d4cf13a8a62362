// expect: output
// | first, fire, leak, bill, letter, ad
// | refused after the stop: true
import { run, sync, time } from 'concurrency-tutor';
import { Heap, type Task } from './heap.ts';

const room = 100;

/** Workers take the most urgent task, at the moment they are free. */
class PriorityPool {
  readonly #lock = new sync.Mutex();
  readonly #changed = new sync.Cond(this.#lock);
  readonly #heap = new Heap();
  readonly #workers = new sync.WaitGroup();
  #stopped = false;
  #count = 0;

  constructor(workers: number, handle: (task: Task) => Promise<void>) {
    for (let n = 0; n < workers; n++) {
      this.#workers.go(async () => {
        for (let task = await this.#take(); task;) {
          await handle(task);
          task = await this.#take();
        }
      });
    }
  }

  /** Says whether the task was taken in. */
  async submit(name: string, priority: number): Promise<boolean> {
    using _lock = await this.#lock.acquire();
    if (this.#stopped || this.#heap.size >= room) return false;
    this.#heap.push({ name, priority, order: this.#count++ });
    this.#changed.signal();
    return true;
  }

  /** Waits for a task; undefined when the pool has come to its end. */
  async #take(): Promise<Task | undefined> {
    using _lock = await this.#lock.acquire();
    while (this.#heap.size === 0 && !this.#stopped) {
      await this.#changed.wait();
    }
    return this.#heap.pop();
  }

  /** Takes no more tasks. What has been taken in is still done. */
  async stop(): Promise<void> {
    await this.#end();
    await this.#workers.wait();
  }

  async #end(): Promise<void> {
    using _lock = await this.#lock.acquire(); // or a wake-up is lost
    this.#stopped = true;
    this.#changed.broadcast();
  }
}

await run(async () => {
  const order: string[] = [];
  const pool = new PriorityPool(1, async (task) => {
    order.push(task.name);
    await time.sleep(10);
  });
  await pool.submit('first', 1);
  await time.sleep(1); // the worker is at work on it
  await pool.submit('ad', 1);
  await pool.submit('bill', 5);
  await pool.submit('letter', 5);
  await pool.submit('fire', 9);
  await pool.submit('leak', 9);
  await pool.stop();
  console.log(order.join(', '));
  console.log('refused after the stop:', !await pool.submit('late', 9));
});
