// expect: output
// | sent: 46, refused: 54
// | the longest wait for a worker: 212 ms
import { run, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const queue = chan<number>(8);
  const waits = chan<number>(100);
  let refused = 0;
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    workers.go(async () => {
      for await (const arrived of queue) {
        await waits.send(time.since(arrived));
        await time.sleep(53.1); // sends the mail
      }
    });
  }
  for (let mail = 0; mail < 100; mail++) { // one every 10 ms
    if (!queue.trySend(time.now())) refused++; // "try later"
    await time.sleep(10);
  }
  queue.close();
  await workers.wait();
  waits.close();
  const sent = waits.length;
  let longest = 0;
  for await (const ms of waits) longest = Math.max(longest, ms);
  console.log(`sent: ${sent}, refused: ${refused}`);
  const ms = Math.round(longest);
  console.log(`the longest wait for a worker: ${ms} ms`);
});
