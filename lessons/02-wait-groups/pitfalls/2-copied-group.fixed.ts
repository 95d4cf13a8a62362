// expect: output unordered
// | page 1
// | page 2
// | page 3
// | all pages are printed
import { run, go, defer, sync } from 'concurrency-tutor';

interface Job {
  page: number;
  wg: sync.WaitGroup;
}

async function print(job: Job): Promise<void> {
  using _done = defer(() => job.wg.done());
  console.log(`page ${job.page}`);
}

await run(async () => {
  const wg = new sync.WaitGroup();
  for (let page = 1; page <= 3; page++) {
    wg.add(1);
    go(print, { page, wg }); // a job of its own, the same group in all of them
  }
  await wg.wait();
  console.log('all pages are printed');
});
