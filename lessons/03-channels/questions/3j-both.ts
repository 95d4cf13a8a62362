// expect: output
// | 6 answers, sum 28
// | cache holds 3 squares
import { run, go, chan, sync, type ReceiveChannel, type SendChannel } from 'concurrency-tutor';

/** Looked at by all workers, so a lock guards it. */
class Cache {
  readonly #lock = new sync.RWMutex();
  readonly #squares = new Map<number, number>();

  async get(n: number): Promise<number | undefined> {
    await this.#lock.rLock();
    try {
      return this.#squares.get(n);
    } finally {
      this.#lock.rUnlock();
    }
  }

  async set(n: number, square: number): Promise<void> {
    await this.#lock.lock();
    try {
      this.#squares.set(n, square);
    } finally {
      this.#lock.unlock();
    }
  }

  async size(): Promise<number> {
    await this.#lock.rLock();
    try {
      return this.#squares.size;
    } finally {
      this.#lock.rUnlock();
    }
  }
}

async function worker(tasks: ReceiveChannel<number>, results: SendChannel<number>, cache: Cache): Promise<void> {
  for await (const n of tasks) {
    let square = await cache.get(n);
    if (square === undefined) {
      square = n * n; // two workers may compute the same square; both get the same answer
      await cache.set(n, square);
    }
    await results.send(square);
  }
}

await run(async () => {
  const tasks = chan<number>();
  const results = chan<number>();
  const cache = new Cache();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 3; i++) wg.go(worker, tasks, results, cache);

  go(async () => {
    for (const n of [1, 2, 3, 1, 2, 3]) await tasks.send(n);
    tasks.close();
  });
  go(async () => {
    await wg.wait();
    results.close();
  });

  let answers = 0;
  let sum = 0;
  for await (const square of results) {
    answers++;
    sum += square;
  }
  console.log(`${answers} answers, sum ${sum}`);
  console.log('cache holds', await cache.size(), 'squares');
});
