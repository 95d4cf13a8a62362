// expect: output
// | 1 at 0 ms
// | 5 does not fit
// | 6 does not fit
// | 2 at 200 ms
// | 3 at 400 ms
// | 4 at 600 ms
import {
  run, context, rate, sync, time,
} from 'concurrency-tutor';

await run(async () => {
  const limiter = new rate.LeakyBucket(5, 3); // three may wait inside
  const start = time.now();
  const jobs = new sync.WaitGroup();
  for (let job = 1; job <= 6; job++) {
    await time.sleep(0.001); // they come in this order
    jobs.go(async () => {
      try {
        await limiter.wait(context.background());
        console.log(job, 'at', Math.round(time.since(start)), 'ms');
      } catch {
        console.log(job, 'does not fit');
      }
    });
  }
  await jobs.wait();
});
