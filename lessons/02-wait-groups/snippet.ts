// expect: output unordered
// | worker 1 starts
// | worker 2 starts
// | worker 3 starts
// | worker 4 starts
// | worker 5 starts
// | worker 1 is done
// | worker 2 is done
// | worker 3 is done
// | worker 4 is done
// | worker 5 is done
// | everybody is done after 1000 ms
import { run, go, defer, sync, time } from 'concurrency-tutor';

async function worker(id: number, wg: sync.WaitGroup): Promise<void> {
  using _done = defer(() => wg.done());

  console.log(`worker ${id} starts`);
  await time.sleep(id * 200 * time.Millisecond);
  console.log(`worker ${id} is done`);
}

await run(async () => {
  const start = time.now();
  const wg = new sync.WaitGroup();

  // wg.add(5) here, once and before the loop, would do as well.
  for (let id = 1; id <= 5; id++) {
    wg.add(1);
    go(worker, id, wg);
  }

  await wg.wait();
  console.log(`everybody is done after ${Math.round(time.since(start))} ms`);
});
