// expect: output
// | buffers of 0, jobs at hand: 1000 ms
// | buffers of 0, jobs to be found: 1500 ms
// | buffers of 8, jobs at hand: 1000 ms
// | buffers of 8, jobs to be found: 1180 ms
import { run, chan, go, sync, time } from 'concurrency-tutor';

const workers = 8;

/**
 * Eighty jobs of 100 ms for eight workers, found sixteen at a time, in a
 * search of `search` ms.
 */
async function pool(capacity: number, search: number): Promise<number> {
  const jobs = chan<number>(capacity);
  const results = chan<number>(capacity);
  const start = time.now();
  const wg = new sync.WaitGroup();
  for (let n = 0; n < workers; n++) {
    wg.go(async () => {
      for await (const job of jobs) {
        await time.sleep(100);
        await results.send(job);
      }
    });
  }
  go(async () => {
    for (let job = 0; job < 80; job++) {
      if (job % 16 === 0) await time.sleep(search);
      await jobs.send(job);
    }
    jobs.close();
    await wg.wait();
    results.close();
  });
  for await (const _ of results); // collects
  return Math.round(time.since(start));
}

await run(async () => {
  for (const capacity of [0, workers]) {
    const quick = await pool(capacity, 0);
    const slow = await pool(capacity, 180);
    console.log(`buffers of ${capacity}, jobs at hand: ${quick} ms`);
    console.log(`buffers of ${capacity}, jobs to be found: ${slow} ms`);
  }
});
