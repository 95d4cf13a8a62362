// expect: output
// | 11 of 13 sent at once, the others after 100 and 200 ms
import { run, go, chan, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const jobs = chan<number>(10);
  go(async () => {
    const sentAfter: number[] = [];
    for (let job = 1; job <= 13; job++) {
      await jobs.send(job);
      sentAfter.push(Math.round(time.since(start)));
    }
    jobs.close();
    const waited = sentAfter.filter((ms) => ms > 0);
    console.log(`${13 - waited.length} of 13 sent at once,`,
      `the others after ${waited.join(' and ')} ms`);
  });
  for await (const _ of jobs) await time.sleep(100);
});
