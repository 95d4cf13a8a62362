// expect: output
// | room for 1: 2010 ms
// | room for 1000: 2010 ms
import { run, go, chan, time } from 'concurrency-tutor';

/** Twenty jobs: one comes in every 10 ms, and each takes 100 ms. */
async function work(capacity: number): Promise<void> {
  const jobs = chan<number>(capacity);
  const start = time.now();
  go(async () => {
    for (let job = 0; job < 20; job++) {
      await time.sleep(10);
      await jobs.send(job);
    }
    jobs.close();
  });
  for await (const _ of jobs) await time.sleep(100);
  console.log(
    `room for ${capacity}: ${Math.round(time.since(start))} ms`,
  );
}

await run(async () => {
  await work(1);
  await work(1000);
});
