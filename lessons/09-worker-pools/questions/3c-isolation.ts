// expect: output unordered
// | task 1: 10, 100 ms
// | task 2: failed after 30 ms: no such price
// | task 3: 30, 100 ms
// | the log: task 2, with a stack: true
import { run, chan, sync, time } from 'concurrency-tutor';

interface Task {
  readonly id: number;
  readonly handle: () => Promise<number>;
}

interface Result {
  readonly id: number;
  readonly workerId: number;
  readonly ms: number;
  readonly value?: number;
  readonly error?: Error;
}

const log: string[] = [];

/** Does one task. Whatever it throws becomes part of the result. */
async function perform(task: Task, workerId: number): Promise<Result> {
  const start = time.now();
  const base = (): Pick<Result, 'id' | 'workerId' | 'ms'> =>
    ({ id: task.id, workerId, ms: Math.round(time.since(start)) });
  try {
    const value = await task.handle();
    return { ...base(), value };
  } catch (thrown) {
    const error = thrown instanceof Error
      ? thrown
      : new Error(String(thrown)); // anything can be thrown
    log.push(`worker ${workerId}, task ${task.id}: ${error.stack}`);
    return { ...base(), error };
  }
}

async function price(item: number): Promise<number> {
  await time.sleep(item === 2 ? 30 : 100);
  if (item === 2) throw new TypeError('no such price');
  return item * 10;
}

await run(async () => {
  const tasks = chan<Task>(3);
  const results = chan<Result>(3);
  const workers = new sync.WaitGroup();
  for (const workerId of [1, 2]) {
    workers.go(async () => {
      for await (const task of tasks) {
        await results.send(await perform(task, workerId));
      }
    });
  }
  for (const id of [1, 2, 3]) {
    await tasks.send({ id, handle: () => price(id) });
  }
  tasks.close();
  await workers.wait();
  results.close();
  for await (const { id, ms, value, error } of results) {
    console.log(error === undefined
      ? `task ${id}: ${value}, ${ms} ms`
      : `task ${id}: failed after ${ms} ms: ${error.message}`);
  }
  const found = /task 2: .*no such price\s+at /.test(log.join());
  console.log('the log: task 2, with a stack:', found);
});
