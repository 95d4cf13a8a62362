// expect: panic
import { run, chan, sync, type Channel } from 'concurrency-tutor';

async function worker(jobs: Channel<string>): Promise<void> {
  for await (const job of jobs) console.log('did', job);
}

async function lastWorker(jobs: Channel<string>): Promise<void> {
  console.log('did', await jobs.receive());
  jobs.close(); // tidies up
}

await run(async () => {
  const jobs = chan<string>();
  const wg = new sync.WaitGroup();
  wg.go(worker, jobs);
  wg.go(lastWorker, jobs);
  for (const job of ['a', 'b', 'c', 'd']) await jobs.send(job);
  jobs.close();
  await wg.wait();
});
