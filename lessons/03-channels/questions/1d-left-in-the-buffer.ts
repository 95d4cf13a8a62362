// expect: output
// | all orders sent
// | handled order 1
// | lost: 2 orders
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const orders = chan<number>(3);
  const begin = chan<void>();
  const finished = chan<void>();
  go(async () => {
    await begin.receive(); // starts late …
    console.log('handled order', await orders.receive());
    finished.close(); // … and gives up after one order
  });

  for (const order of [1, 2, 3]) await orders.send(order);
  console.log('all orders sent'); // true, and worth nothing

  begin.close();
  await finished.receive();
  console.log('lost:', orders.length, 'orders');
});
