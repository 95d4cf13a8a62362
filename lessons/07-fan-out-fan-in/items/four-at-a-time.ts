// expect: output
// | 10 letters in 300 ms
import { run, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const letters = chan<number>(10);
  for (let n = 1; n <= 10; n++) await letters.send(n);
  letters.close();

  const clerks = new sync.WaitGroup();
  for (let n = 0; n < 4; n++) {
    clerks.go(async () => {
      for await (const _ of letters) await time.sleep(100);
    });
  }
  await clerks.wait();
  console.log(`10 letters in ${Math.round(time.since(start))} ms`);
});
