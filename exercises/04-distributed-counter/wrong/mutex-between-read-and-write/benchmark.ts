import { sync, time } from 'concurrency-tutor';

/** What a benchmark needs of a counter. `DistributedCounter` has it, too. */
export interface Counter {
  add(delta: number): Promise<void>;
  read(): Promise<number>;
  close(): Promise<unknown>;
}

/** The same with a `sync.Mutex` around a number: what the distributed counter is compared with. */
export class MutexCounter implements Counter {
  readonly #lock = new sync.Mutex();
  #count = 0;

  async add(delta: number): Promise<void> {
    const before = this.#count;
    await this.#lock.lock();
    this.#count = before + delta;
    this.#lock.unlock();
  }

  async read(): Promise<number> {
    using _locked = await this.#lock.acquire();
    return this.#count;
  }

  /** There is nothing to end. */
  async close(): Promise<void> {}
}

/** Who takes part in a benchmark. */
export interface Contender {
  readonly name: string;
  readonly make: () => Counter;
}

/** One measurement. */
export interface Row {
  readonly name: string;
  /** How many goroutines made changes at the same time. */
  readonly workers: number;
  readonly changes: number;
  readonly perSecond: number;
}

/**
 * Measures each contender with each number of workers, one measurement after the other. The rows come in the order of the numbers of workers, and for each of those
 * in the order of the contenders.
 *
 * A measurement makes a new counter and starts `workers` goroutines, which together call `add(1)` exactly `changes` times, each an equal part; what does not divide goes to the first
 * ones, one each. Each worker makes one change after the other. The time goes from the start of the workers to the end of the last one. Then the count is read, and must be
 * `changes`: if not, it throws an `Error` whose message names the contender. The counter is closed in every case.
 */
export async function benchmark(contenders: readonly Contender[], workers: readonly number[], changes: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const count of workers) {
    for (const contender of contenders) rows.push(await measure(contender, count, changes));
  }
  return rows;
}

async function measure({ name, make }: Contender, workers: number, changes: number): Promise<Row> {
  const counter = make();
  try {
    const everybody = new sync.WaitGroup();
    const started = time.now();
    for (let i = 0; i < workers; i++) everybody.go(addMany, counter, Math.floor(changes / workers) + (i < changes % workers ? 1 : 0));
    await everybody.wait();
    const took = time.since(started);
    const count = await counter.read();
    if (count !== changes) throw new Error(`${name} counted ${count} of ${changes} changes`);
    return { name, workers, changes, perSecond: changes / (took / time.Second) };
  } finally {
    await counter.close();
  }
}

async function addMany(counter: Counter, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await counter.add(1);
}
