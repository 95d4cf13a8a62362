// expect: output
// | 17 results
import {
  run, go, chan, sync, type SendChannel,
} from 'concurrency-tutor';

function divide(task: number): number {
  if (task % 7 === 0) throw new Error(`task ${task}: cannot be divided`);
  return 420 / task;
}

async function worker(
  from: number, results: SendChannel<number>,
): Promise<void> {
  for (let task = from; task < from + 10; task++) {
    try {
      await results.send(divide(task));
    } catch {
      // there are others
    }
  }
}

await run(async () => {
  const results = chan<number>();
  const workers = new sync.WaitGroup();
  for (const from of [0, 10]) workers.go(worker, from, results);
  go(async () => {
    await workers.wait();
    results.close();
  });
  let count = 0;
  for await (const _ of results) count++;
  console.log(count, 'results');
});
