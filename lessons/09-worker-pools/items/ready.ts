// expect: differs
// | tea, rice
// --
// | rice, tea
import { run, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const orders = chan<string>(2);
  const ready = chan<string>(2);
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    workers.go(async () => {
      for await (const order of orders) {
        await time.sleep(100);
        await ready.send(order);
      }
    });
  }
  await orders.send('tea');
  await orders.send('rice');
  orders.close();
  await workers.wait();
  console.log(await ready.receive() + ', ' + await ready.receive());
});
