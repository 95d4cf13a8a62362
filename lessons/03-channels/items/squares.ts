// expect: deadlock
import { run, go, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const jobs = chan<number>();
  const results = chan<number>();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 2; i++) {
    wg.go(async () => {
      for await (const job of jobs) await results.send(job * job);
    });
  }
  go(async () => {
    for (const job of [1, 2, 3]) await jobs.send(job);
    jobs.close();
  });

  let sum = 0;
  for await (const result of results) sum += result;
  await wg.wait();
  console.log('sum', sum);
});
