// expect: output
// | the first square: 9
import {
  run, go, chan, defer, select, sync, type ReceiveChannel,
  type SendChannel,
} from 'concurrency-tutor';

async function worker(
  jobs: ReceiveChannel<number>,
  results: SendChannel<number>,
  done: ReceiveChannel<void>,
): Promise<void> {
  for await (const job of jobs) {
    const event = await select({
      sent: select.send(results, job * job),
      done,
    });
    if (event.case === 'done') return;
  }
}

/** The reader closes `done` when it has had enough. */
function squares(
  jobs: ReceiveChannel<number>,
  done: ReceiveChannel<void>,
): ReceiveChannel<number> {
  const results = chan<number>();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 2; i++) wg.go(worker, jobs, results, done);
  go(async () => {
    await wg.wait();
    results.close();
  });
  return results.receiveOnly();
}

await run(async () => {
  const jobs = chan<number>(3);
  for (const n of [3, 3, 3]) await jobs.send(n);
  jobs.close();
  const done = chan<void>();
  using _enough = defer(() => done.close());
  const results = squares(jobs, done);
  console.log('the first square:', await results.receive());
});
