// expect: panic "sync: negative WaitGroup counter"
import { run, go, defer, sync, time } from 'concurrency-tutor';

await run(async () => {
  const wg = new sync.WaitGroup();
  for (let n = 1; n <= 5; n++) {
    go(async () => {
      using _done = defer(() => wg.done());
      console.log(`task ${n}`);
    });
  }
  await time.sleep(10 * time.Millisecond); // main was busy with something else
  wg.add(5);
  await wg.wait();
});
