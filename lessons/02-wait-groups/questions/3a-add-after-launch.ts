// expect: differs
// | finished: 0 of 5
// --
// | finished: 5 of 5
// expect: race
import { run, go, sync, time } from 'concurrency-tutor';

await run(async () => {
  let finished = 0;
  const wg = new sync.WaitGroup();
  for (let n = 1; n <= 5; n++) {
    go(async () => {
      wg.add(1);
      await time.sleep(100 * time.Millisecond);
      finished = finished + 1;
      wg.done();
    });
  }
  await wg.wait();
  console.log(`finished: ${finished} of 5`);
});
