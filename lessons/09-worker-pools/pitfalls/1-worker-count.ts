// expect: output
// | 1 worker: done after 6000 ms, an order is in hand for 100 ms
// | 40 workers: done after 1500 ms, an order is in hand for 1000 ms
// expect: meter goroutines>40
import { run, chan, sync, time } from 'concurrency-tutor';

const connections = 4; // of the database
const orders = 60;

async function measure(workerCount: number): Promise<void> {
  const start = time.now();
  const free = chan<void>(connections);
  const queue = chan<number>(orders);
  for (let n = 0; n < orders; n++) await queue.send(n);
  queue.close();

  const times = chan<number>(orders);
  const workers = new sync.WaitGroup();
  for (let n = 0; n < workerCount; n++) {
    workers.go(async () => {
      for await (const _ of queue) {
        const taken = time.now();
        await free.send(); // waits for a connection
        await time.sleep(100); // the database is at work
        free.tryReceive();
        await times.send(Math.round(time.since(taken)));
      }
    });
  }
  await workers.wait();
  times.close();
  let longest = 0;
  for await (const ms of times) longest = Math.max(longest, ms);
  const all = Math.round(time.since(start));
  const who = workerCount === 1 ? '1 worker' : `${workerCount} workers`;
  console.log(`${who}: done after ${all} ms, `
    + `an order is in hand for ${longest} ms`);
}

await run(async () => {
  await measure(1);
  await measure(40);
});
