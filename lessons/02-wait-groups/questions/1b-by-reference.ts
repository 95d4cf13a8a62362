// expect: output
// | working
// | done
import { run, go, defer, sync } from 'concurrency-tutor';

/** Calls `wg.done()` once, when it ends. The caller has called `wg.add(1)`. */
async function worker(wg: sync.WaitGroup): Promise<void> {
  using _done = defer(() => wg.done());
  console.log('working');
}

await run(async () => {
  const wg = new sync.WaitGroup();
  wg.add(1);
  go(worker, wg);
  await wg.wait();
  console.log('done');
});
