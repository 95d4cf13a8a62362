// expect: output
// | worker stopped
import { run, chan, select, sync, time, type ReceiveChannel } from 'concurrency-tutor';

async function worker(done: ReceiveChannel<void>): Promise<void> {
  while (true) {
    const event = await select({ stop: done, default: true }); // looks, does not wait
    if (event.case === 'stop') break;
    await time.sleep(10 * time.Millisecond); // one step of the real work
  }
  console.log('worker stopped');
}

await run(async () => {
  const done = chan<void>();
  const wg = new sync.WaitGroup();
  wg.go(worker, done.receiveOnly());

  await time.sleep(100 * time.Millisecond);
  done.close();
  await wg.wait();
});
