// expect: deadlock
import { run, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const queue = chan<number>(10);
  const results = chan<number>(2);
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) {
    workers.go(async () => {
      for await (const task of queue) {
        await time.sleep(10);
        await results.send(task * task);
      }
    });
  }
  for (let task = 1; task <= 10; task++) await queue.send(task);

  queue.close();
  await workers.wait(); // the workers wait for a reader,
  results.close();
  let sum = 0;
  for await (const result of results) sum += result; // and it is here
  console.log('sum:', sum);
});
