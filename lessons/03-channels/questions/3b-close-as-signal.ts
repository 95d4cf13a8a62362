// expect: output
// | 3 runners started
import { run, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const start = chan<void>();
  const wg = new sync.WaitGroup();
  let started = 0;
  for (let i = 0; i < 3; i++) {
    wg.go(async () => {
      await start.receive(); // everybody waits at the line
      started++;
    });
  }

  start.close(); // one close wakes them all; one send would wake one
  await wg.wait();
  console.log(started, 'runners started');
});
