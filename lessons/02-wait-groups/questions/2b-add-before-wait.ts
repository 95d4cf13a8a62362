// expect: output
// | finished: 6
import { run, sync, time } from 'concurrency-tutor';

await run(async () => {
  let finished = 0;
  const wg = new sync.WaitGroup();
  const work = async (): Promise<void> => {
    finished = finished + 1;
  };

  for (let n = 1; n <= 3; n++) wg.go(work);
  await time.sleep(100 * time.Millisecond); // the first three end: the counter is back at zero
  for (let n = 1; n <= 3; n++) wg.go(work);

  await wg.wait();
  console.log(`finished: ${finished}`);
});
