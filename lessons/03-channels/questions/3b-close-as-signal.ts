// expect: output
// | 3 runners started
import { run, atomic, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const start = chan<void>();
  const wg = new sync.WaitGroup();
  const started = new atomic.Int32();
  for (let i = 0; i < 3; i++) {
    wg.go(async () => {
      await start.receive(); // everybody waits at the line
      started.add(1);
    });
  }

  start.close(); // one close wakes them all; one send would wake one
  await wg.wait();
  console.log(started.load(), 'runners started');
});
