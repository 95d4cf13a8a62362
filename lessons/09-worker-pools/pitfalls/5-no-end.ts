// expect: output
// | sent: 100, refused: 0
// | the longest wait for a worker: 1622 ms
// expect: meter queue>50
import { run, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const queue = chan<number>(1_000_000); // "submit must never wait"
  const waits = chan<number>(100);
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
    await queue.send(time.now());
    await time.sleep(10);
  }
  queue.close();
  await workers.wait();
  waits.close();
  const sent = waits.length;
  let longest = 0;
  for await (const ms of waits) longest = Math.max(longest, ms);
  console.log(`sent: ${sent}, refused: 0`);
  const ms = Math.round(longest);
  console.log(`the longest wait for a worker: ${ms} ms`);
});
