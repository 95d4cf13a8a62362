// expect: differs
// | tea, rice
// --
// | rice, tea
import { run, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const orders = chan<string>(2);
  const ready: string[] = [];
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    workers.go(async () => {
      for await (const order of orders) {
        await time.sleep(100);
        ready.push(order);
      }
    });
  }
  await orders.send('tea');
  await orders.send('rice');
  orders.close();
  await workers.wait();
  console.log(ready.join(', '));
});
