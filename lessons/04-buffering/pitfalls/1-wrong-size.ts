// expect: meter queue>200
// expect: output
// | longest wait: 4980 ms
import { run, go, chan, time } from 'concurrency-tutor';

await run(async () => {
  const orders = chan<number>(1000); // a round number, to be safe
  go(async () => {
    await time.sleep(1000); // the kitchen is waiting
    // each order carries its time
    for (let n = 0; n < 250; n++) await orders.send(time.now());
    orders.close();
  });
  let oldest = 0;
  for await (const placed of orders) {
    oldest = Math.max(oldest, time.since(placed));
    await time.sleep(20); // cooks
  }
  console.log('longest wait:', Math.round(oldest), 'ms');
});
