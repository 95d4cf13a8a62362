// expect: output
// | everybody has heard it
import { run, go, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const stop = chan<void>();
  // The first call closes, later calls do nothing.
  const stopOnce = sync.onceFunc(() => stop.close());
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 3; i++)
    wg.go(async () => {
      await stop.receive();
    });

  go(async () => stopOnce()); // the user pressed a key
  go(async () => stopOnce()); // and the disk was full
  await wg.wait();
  console.log('everybody has heard it');
});
