// expect: leak
import {
  run, go, chan, sync, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

async function worker(
  jobs: ReceiveChannel<number>,
  results: SendChannel<number>,
): Promise<void> {
  for await (const job of jobs) await results.send(job * job);
}

/** BROKEN: `done` is closed when all have ended, and stops nobody. */
function squares(jobs: ReceiveChannel<number>): {
  results: ReceiveChannel<number>;
  done: ReceiveChannel<void>;
} {
  const results = chan<number>();
  const done = chan<void>();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 2; i++) wg.go(worker, jobs, results);
  go(async () => {
    await wg.wait();
    done.close();
    results.close();
  });
  return { results: results.receiveOnly(), done: done.receiveOnly() };
}

await run(async () => {
  const jobs = chan<number>(3);
  for (const n of [3, 3, 3]) await jobs.send(n);
  jobs.close();
  const { results } = squares(jobs);
  console.log('the first square:', await results.receive());
});
