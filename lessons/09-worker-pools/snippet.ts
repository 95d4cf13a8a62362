// expect: output
// | task 1: 1
// | task 2: 4
// | task 3: 9
// | task 4: 16
// | task 5: 25
// | task 6: 36
// | task 7: no square today
// | task 8: 64
// | task 9: 81
// | task 10: 100
// | 3 workers, 11 s of work, done after 4.4 s
import { run, chan, sync, time } from 'concurrency-tutor';

interface Task {
  readonly id: number;
  readonly handle: () => Promise<number>;
}

interface Result {
  readonly taskId: number;
  readonly workerId: number;
  readonly value?: number;
  readonly error?: unknown;
}

class Pool {
  readonly results = chan<Result>();
  readonly #tasks = chan<Task>(10);
  readonly #workers = new sync.WaitGroup();

  constructor(workers: number) {
    for (let id = 1; id <= workers; id++) {
      this.#workers.go(() => this.#work(id));
    }
  }

  /** Waits while the queue is full. */
  async submit(task: Task): Promise<void> {
    await this.#tasks.send(task);
  }

  /** What has been submitted is still done; then the results end. */
  async stop(): Promise<void> {
    this.#tasks.close();
    await this.#workers.wait();
    this.results.close();
  }

  async #work(workerId: number): Promise<void> {
    for await (const task of this.#tasks) {
      await this.results.send(await perform(task, workerId));
    }
  }
}

/** A task that throws makes a result, and the worker lives on. */
async function perform(task: Task, workerId: number): Promise<Result> {
  try {
    return { taskId: task.id, workerId, value: await task.handle() };
  } catch (error) {
    return { taskId: task.id, workerId, error };
  }
}

/** Takes id × 200 ms. Task 7 fails. */
async function square(id: number): Promise<number> {
  await time.sleep(id * 200 * time.Millisecond);
  if (id === 7) throw new Error('no square today');
  return id * id;
}

await run(async () => {
  const start = time.now();
  const pool = new Pool(3);

  const usedWorkers = new Set<number>();
  const collector = new sync.WaitGroup();
  collector.go(async () => {
    for await (const result of pool.results) {
      usedWorkers.add(result.workerId);
      const { taskId, value, error } = result;
      const outcome = error instanceof Error ? error.message : value;
      console.log(`task ${taskId}: ${outcome}`);
    }
  });

  for (let id = 1; id <= 10; id++) {
    await pool.submit({ id, handle: () => square(id) });
  }
  await pool.stop();
  await collector.wait();

  const seconds = (time.since(start) / time.Second).toFixed(1);
  console.log(`${usedWorkers.size} workers, 11 s of work, `
    + `done after ${seconds} s`);
});
