// expect: output
// | 1: 4800 ms
// | 2: 2400 ms
// | 4: 1200 ms
// | 8: 600 ms
// | 16: 400 ms
// | 32: 400 ms
// | 64: 400 ms
// | take 16
import { run, chan, sync, time } from 'concurrency-tutor';

/** 48 tasks of 100 ms, for a service that does 12 at a time. */
async function timeFor(workers: number): Promise<number> {
  const start = time.now();
  const inside = chan<void>(12);
  const tasks = chan<number>(48);
  for (let task = 0; task < 48; task++) await tasks.send(task);
  tasks.close();
  const wg = new sync.WaitGroup();
  for (let n = 0; n < workers; n++) {
    wg.go(async () => {
      for await (const _ of tasks) {
        await inside.send();
        await time.sleep(100);
        inside.tryReceive();
      }
    });
  }
  await wg.wait();
  return Math.round(time.since(start));
}

await run(async () => {
  const measured: { workers: number; elapsed: number }[] = [];
  for (let workers = 1; workers <= 64; workers *= 2) {
    const elapsed = await timeFor(workers);
    measured.push({ workers, elapsed });
    console.log(`${workers}: ${elapsed} ms`);
  }
  const best = Math.min(...measured.map(({ elapsed }) => elapsed));
  // The smallest number that is within 5 % of the best time.
  const choice = measured.find(({ elapsed }) => elapsed <= best * 1.05);
  console.log('take', choice?.workers);
});
