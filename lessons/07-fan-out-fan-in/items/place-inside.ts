// expect: output
// | requests at once: 5
// expect: meter goroutines>90
import { run, atomic, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const places = chan<void>(5);
  const inside = new atomic.Int32();
  const seen = new Array<number>(100);
  const wg = new sync.WaitGroup();
  for (let n = 0; n < 100; n++) {
    wg.go(async () => {
      await places.send();
      seen[n] = inside.add(1);
      await time.sleep(50); // the request
      inside.add(-1);
      places.tryReceive();
    });
  }
  await wg.wait();
  console.log('requests at once:', Math.max(...seen));
});
