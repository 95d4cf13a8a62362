// expect: panic "sync: WaitGroup is reused before previous Wait has returned"
// expect: race
import { run, go, sync, time } from 'concurrency-tutor';

const page = (): Promise<void> => time.sleep(100 * time.Millisecond);

await run(async () => {
  const wg = new sync.WaitGroup();

  wg.go(page);
  wg.go(page);
  go(async () => {
    await wg.wait();
    console.log('chapter one is printed');
  });
  await wg.wait();

  wg.go(page); // chapter two, on the same group
  wg.go(page);
  await wg.wait();
  console.log('chapter two is printed');
});
