// expect: output
// | 1 sent, after 0 ms
// | 2 sent, after 100 ms
// | 3 sent, after 200 ms
import { run, go, chan, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const jobs = chan<number>();
  go(async () => {
    for (let job = 1; job <= 3; job++) {
      await jobs.send(job);
      const ms = Math.round(time.since(start));
      console.log(`${job} sent, after ${ms} ms`);
    }
    jobs.close();
  });
  for await (const _ of jobs) await time.sleep(100);
});
