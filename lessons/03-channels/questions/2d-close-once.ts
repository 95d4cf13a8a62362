// expect: output
// | closed, once
import { run, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const stop = chan<void>(); // nobody sends on it: closing is the whole message
  const closeStop = sync.onceFunc(() => stop.close());
  const wg = new sync.WaitGroup();

  for (let i = 0; i < 3; i++) wg.go(async () => closeStop()); // whoever is first closes
  await stop.receive();
  await wg.wait();
  console.log('closed, once');
});
