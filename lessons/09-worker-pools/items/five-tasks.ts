// expect: output
// | done after 900 ms
import { run, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const queue = chan<number>(5);
  for (const ms of [100, 200, 300, 400, 500]) await queue.send(ms);
  queue.close();
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    workers.go(async () => {
      for await (const ms of queue) await time.sleep(ms);
    });
  }
  await workers.wait();
  console.log(`done after ${Math.round(time.since(start))} ms`);
});
