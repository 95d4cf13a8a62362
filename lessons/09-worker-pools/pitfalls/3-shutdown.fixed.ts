// expect: output
// | sum: 385
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
  let sum = 0;
  const collector = new sync.WaitGroup();
  collector.go(async () => { // runs from the start
    for await (const result of results) sum += result;
  });
  for (let task = 1; task <= 10; task++) await queue.send(task);

  queue.close(); // 1. no more tasks
  await workers.wait(); // 2. the workers have ended
  results.close(); // 3. no more results
  await collector.wait(); // 4. the last result has been read
  console.log('sum:', sum);
});
