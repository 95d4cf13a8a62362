// expect: deadlock
import { run, go, defer, sync } from 'concurrency-tutor';

/** What Go makes when a wait group is passed by value: another counter that starts at the same number. */
function copyOf(count: number): sync.WaitGroup {
  const copy = new sync.WaitGroup();
  copy.add(count);
  return copy;
}

async function worker(wg: sync.WaitGroup): Promise<void> {
  using _done = defer(() => wg.done());
  console.log('working');
}

await run(async () => {
  const original = new sync.WaitGroup();
  original.add(1);
  go(worker, copyOf(1));
  await original.wait();
  console.log('never printed');
});
