// expect: panic "is not a function"
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
  const job: Job = { page: 0, wg: new sync.WaitGroup() };
  for (let page = 1; page <= 3; page++) {
    job.page = page;
    job.wg.add(1);
    go(print, structuredClone(job)); // a job of its own for every goroutine
  }
  await job.wg.wait();
  console.log('all pages are printed');
});
