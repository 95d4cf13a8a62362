// expect: output
// | served 11, refused 239
// | longest wait: 200 ms
import { run, go, chan, time } from 'concurrency-tutor';

await run(async () => {
  // ten times 20 ms: nobody waits longer than 200 ms
  const orders = chan<number>(10);
  let refused = 0;
  go(async () => {
    await time.sleep(1000); // the kitchen is waiting
    for (let n = 0; n < 250; n++) {
      if (!orders.trySend(time.now())) refused++;
    }
    orders.close();
  });
  let served = 0;
  let oldest = 0;
  for await (const placed of orders) {
    oldest = Math.max(oldest, time.since(placed));
    served++;
    await time.sleep(20); // cooks
  }
  console.log(`served ${served}, refused ${refused}`);
  console.log('longest wait:', Math.round(oldest), 'ms');
});
