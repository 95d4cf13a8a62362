/** What a benchmark needs of a counter. `DistributedCounter` has it, too. */
export interface Counter {
  add(delta: number): Promise<void>;
  read(): Promise<number>;
  close(): Promise<unknown>;
}

/** The same with a `sync.Mutex` around a number: what the distributed counter is compared with. */
export class MutexCounter implements Counter {
  async add(delta: number): Promise<void> {
    notWritten('add', delta);
  }

  async read(): Promise<number> {
    return notWritten('read');
  }

  /** There is nothing to end. */
  async close(): Promise<void> {
    notWritten('close');
  }
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
  return notWritten('benchmark', contenders, workers, changes);
}

/** Remove this when you no longer need it. */
function notWritten(what: string, ..._given: readonly unknown[]): never {
  throw new Error(`${what} is not written yet`);
}
