// expect: output
// | 800 ms
import { run, sync, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const mutex = new sync.Mutex();
  const lengths = new Map<number, number>();
  const wg = new sync.WaitGroup();
  for (let page = 0; page < 8; page++) {
    wg.go(async () => {
      using _unlock = await mutex.acquire();
      await time.sleep(100); // fetches the page, and holds the lock
      lengths.set(page, 1000);
    });
  }
  await wg.wait();
  console.log(Math.round(time.since(start)), 'ms');
});
