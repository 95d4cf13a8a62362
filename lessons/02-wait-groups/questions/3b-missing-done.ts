// expect: deadlock
import { run, go, sync, time } from 'concurrency-tutor';

await run(async () => {
  const wg = new sync.WaitGroup();
  for (let n = 1; n <= 5; n++) {
    wg.add(1);
    go(async () => {
      await time.sleep(100 * time.Millisecond);
      console.log(`task ${n} is done`);
      // wg.done() is missing
    });
  }
  await wg.wait();
  console.log('never printed');
});
