// expect: output
// | finished: 6
import { run, atomic, sync, time } from 'concurrency-tutor';

await run(async () => {
  const finished = new atomic.Int32();
  const wg = new sync.WaitGroup();
  const work = async (): Promise<void> => {
    finished.add(1);
  };

  for (let n = 1; n <= 3; n++) wg.go(work);
  await time.sleep(100 * time.Millisecond); // the first three end: the counter is back at zero
  for (let n = 1; n <= 3; n++) wg.go(work);

  await wg.wait();
  console.log(`finished: ${finished.load()}`);
});
