// expect: output unordered
// | did a
// | did b
// | did c
// | did d
import { run, chan, sync, type ReceiveChannel } from 'concurrency-tutor';

async function worker(jobs: ReceiveChannel<string>): Promise<void> {
  for await (const job of jobs) console.log('did', job);
  // jobs.close() would be refused
}

await run(async () => {
  const jobs = chan<string>();
  const wg = new sync.WaitGroup();
  wg.go(worker, jobs);
  wg.go(worker, jobs);
  for (const job of ['a', 'b', 'c', 'd']) await jobs.send(job);
  jobs.close();
  await wg.wait();
});
