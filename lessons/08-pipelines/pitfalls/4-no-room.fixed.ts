// expect: output
// | 560 ms
import { run, go, chan, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const parts = chan<number>(5);
  go(async () => {
    for (let n = 0; n < 10; n++) {
      await time.sleep(n < 5 ? 10 : 100); // quick at first
      await parts.send(n);
    }
    parts.close();
  });
  for await (const n of parts) {
    await time.sleep(n < 5 ? 100 : 10); // slow at first
  }
  console.log(Math.round(time.since(start)), 'ms');
});
