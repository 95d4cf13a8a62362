// expect: output
// | jobs at hand: 1000 ms without buffers, 1000 ms with
// | jobs to be found: 1500 ms without buffers, 1180 ms with
import { run, chan, go, sync, time } from 'concurrency-tutor';

const workers = 8;

/** Eighty jobs of 100 ms for eight workers. They are found sixteen at a time, after a search that takes `search` ms. */
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
  console.log(`jobs at hand: ${await pool(0, 0)} ms without buffers, ${await pool(workers, 0)} ms with`);
  console.log(`jobs to be found: ${await pool(0, 180)} ms without buffers, ${await pool(workers, 180)} ms with`);
});
