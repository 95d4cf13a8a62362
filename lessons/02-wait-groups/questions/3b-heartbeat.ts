// expect: livelock
import { run, go, sync, time } from 'concurrency-tutor';

await run(async () => {
  const wg = new sync.WaitGroup();
  wg.add(1);
  go(async () => {
    await time.sleep(100 * time.Millisecond);
    // wg.done() is missing
  });
  go.daemon(async () => {
    for (;;) await time.sleep(1 * time.Second); // a heartbeat keeps the program alive
  });
  await wg.wait();
  console.log('never printed');
});
