// expect: output
// | sent four after 200 ms
import { run, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const numbers = chan<number>(2);
  const wg = new sync.WaitGroup();
  wg.go(async () => {
    const start = time.now();
    for (let n = 1; n <= 4; n++) await numbers.send(n);
    console.log(`sent four after ${Math.round(time.since(start))} ms`);
  });
  for (let n = 1; n <= 4; n++) {
    await time.sleep(100);
    await numbers.receive();
  }
  await wg.wait();
});
