// expect: deadlock
import {
  run, go, chan, sync, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

async function worker(
  tasks: ReceiveChannel<number>, results: SendChannel<number>,
): Promise<void> {
  for await (const task of tasks) await results.send(2 * task);
}

await run(async () => {
  const tasks = chan<number>();
  const results = chan<number>();
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) workers.go(worker, tasks, results);
  go(async () => {
    for (let task = 1; task <= 20; task++) await tasks.send(task);
  });
  go(async () => {
    await workers.wait();
    results.close();
  });

  let total = 0;
  for await (const result of results) total += result;
  console.log('total', total);
});
