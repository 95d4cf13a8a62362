// expect: lint no-floating-promises
// expect: unawaited
import { run, sync, time } from 'concurrency-tutor';

await run(async () => {
  const wg = new sync.WaitGroup();
  wg.go(async () => {
    await time.sleep(100 * time.Millisecond);
    console.log('the work is done');
  });

  wg.wait();
  console.log('main goes on');
});
