// expect: type-error TS2740
import { run, go, defer, sync } from 'concurrency-tutor';

async function worker(wg: sync.WaitGroup): Promise<void> {
  using _done = defer(() => wg.done());
}

await run(async () => {
  const wg = new sync.WaitGroup();
  wg.add(1);
  go(worker, { ...wg }); // copies the fields, leaves the methods behind
  await wg.wait();
});
