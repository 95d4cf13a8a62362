// expect: differs
// | making tea
// --
// | making coffee
import { run, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const orders = chan<{ drink: string }>(1);
  const wg = new sync.WaitGroup();
  wg.go(async () => {
    console.log('making', (await orders.receive())?.drink);
  });
  const order = { drink: 'tea' };
  await orders.send(order);
  order.drink = 'coffee'; // it has been sent, so the slip can be used again
  await wg.wait();
});
