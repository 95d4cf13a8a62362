// expect: panic
import { run, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const numbers = chan<number>(6);
  const wg = new sync.WaitGroup();
  for (const first of [0, 10]) {
    wg.go(async () => {
      for (let n = first; n < first + 3; n++) await numbers.send(n);
      numbers.close();
    });
  }
  await wg.wait();
  for await (const n of numbers) console.log(n);
});
