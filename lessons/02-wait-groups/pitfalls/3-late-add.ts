// expect: differs
// | saved: no
// --
// | saved: yes
// expect: unfinished
// expect: race
import { run, go, sync, time } from 'concurrency-tutor';

await run(async () => {
  let saved = 'no';
  const wg = new sync.WaitGroup();
  go(async () => {
    wg.add(1);
    await time.sleep(100 * time.Millisecond);
    saved = 'yes';
    wg.done();
  });
  await wg.wait();
  console.log(`saved: ${saved}`);
});
