// expect: output
// | 300 readings stored
import { run, go, chan, time } from 'concurrency-tutor';

await run(async () => {
  const readings = chan<number>(10); // the source waits for the store
  go(async () => {
    for (let n = 0; n < 300; n++) await readings.send(n);
    readings.close();
  });
  let stored = 0;
  for await (const _ of readings) {
    await time.sleep(10); // the store is slow
    stored++;
  }
  console.log(stored, 'readings stored');
});
