// expect: output
// | saved: yes
import { run, go, defer, sync, time } from 'concurrency-tutor';

await run(async () => {
  let saved = 'no';
  const wg = new sync.WaitGroup();
  wg.add(1);
  go(async () => {
    using _done = defer(() => wg.done());
    await time.sleep(100 * time.Millisecond);
    saved = 'yes';
  });
  await wg.wait();
  console.log(`saved: ${saved}`);
});
