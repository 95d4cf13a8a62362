// expect: panic "send on closed channel"
import { run, chan, go, select, sync, time } from 'concurrency-tutor';

await run(async () => {
  const orders = chan<number>(3);
  const meals = chan<number>(3);
  const cooks = new sync.WaitGroup();
  cooks.go(async () => {
    for await (const order of orders) {
      await time.sleep(400);
      await meals.send(order);
    }
  });
  for (const order of [1, 2, 3]) await orders.send(order);
  orders.close();

  const home = chan<void>();
  go(async () => {
    await cooks.wait();
    home.close();
  });
  await select({ home, late: time.after(time.Second) });
  meals.close(); // we are closing, in any case
  for await (const meal of meals) console.log('meal', meal);
  await time.sleep(time.Second); // sweeps the floor
});
