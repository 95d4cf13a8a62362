// expect: output
// | 20 results
// | total 420
// | 400 ms instead of 2000
import {
  run, go, chan, defer, sync, time, type ReceiveChannel,
  type SendChannel,
} from 'concurrency-tutor';

const taskCount = 20;
const workerCount = 5;

interface Result {
  readonly task: number;
  readonly value: number;
}

type Results = ReceiveChannel<Result>;

/** The distributor: the one goroutine that sends tasks. So it closes. */
function distribute(): ReceiveChannel<number> {
  const tasks = chan<number>();
  go(async () => {
    using _close = defer(() => tasks.close());
    for (let task = 1; task <= taskCount; task++) await tasks.send(task);
  });
  return tasks;
}

/** A worker with a result channel of its own. */
function startWorker(tasks: ReceiveChannel<number>): Results {
  const results = chan<Result>();
  go(async () => {
    using _close = defer(() => results.close());
    for await (const task of tasks) {
      await time.sleep(100); // the work
      await results.send({ task, value: 2 * task });
    }
  });
  return results;
}

async function forward(
  from: Results, to: SendChannel<Result>,
): Promise<void> {
  for await (const result of from) await to.send(result);
}

/** Joins several channels into one, which is closed when all are. */
function merge(channels: readonly Results[]): Results {
  const merged = chan<Result>();
  const forwarders = new sync.WaitGroup();
  for (const channel of channels) forwarders.go(forward, channel, merged);
  go(async () => {
    await forwarders.wait();
    merged.close();
  });
  return merged;
}

await run(async () => {
  const start = time.now();
  const tasks = distribute();
  const workers: Results[] = [];
  for (let n = 0; n < workerCount; n++) {
    workers.push(startWorker(tasks)); // fan-out
  }
  const byTask = new Map<number, number>();
  for await (const { task, value } of merge(workers)) { // fan-in
    byTask.set(task, value);
  }

  let total = 0;
  for (const value of byTask.values()) total += value;
  console.log(`${byTask.size} results`);
  console.log(`total ${total}`);
  const elapsed = Math.round(time.since(start));
  console.log(`${elapsed} ms instead of ${taskCount * 100}`);
});
