// expect: type-error TS2339
import { run, go, sync } from 'concurrency-tutor';

await run(async () => {
  const wg = new sync.WaitGroup();
  wg.add(1);
  const copy = { ...wg }; // takes the data fields along and leaves the methods behind
  go(async () => copy.done());
  await wg.wait();
});
