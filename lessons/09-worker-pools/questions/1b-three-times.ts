// expect: output
// |  4 workers: 720 ms
// |  7 workers: 430 ms
// | 12 workers: 260 ms
// | 24 workers: 260 ms
import { run, chan, sync, time } from 'concurrency-tutor';

const cores = 4;
const tasks = 96;

/** How long `count` workers take. */
async function measure(count: number): Promise<number> {
  const start = time.now();
  const core = chan<void>(cores);
  const queue = chan<number>(tasks);
  for (let n = 0; n < tasks; n++) await queue.send(n);
  queue.close();
  const workers = new sync.WaitGroup();
  for (let n = 0; n < count; n++) {
    workers.go(async () => {
      for await (const _ of queue) {
        await core.send();
        await time.sleep(10); // computes, on a core
        core.tryReceive();
        await time.sleep(20); // waits for the network
      }
    });
  }
  await workers.wait();
  return Math.round(time.since(start));
}

await run(async () => {
  for (const count of [4, 7, 12, 24]) {
    const name = String(count).padStart(2);
    console.log(`${name} workers: ${await measure(count)} ms`);
  }
});
