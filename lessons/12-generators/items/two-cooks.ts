// expect: differs
// | rice is ready
// | rice is ready
// --
// | soup is ready
// | soup is ready
// expect: race
import { run, go, chan, sync, time } from 'concurrency-tutor';

await run(async () => {
  const orders = chan<string>();
  go(async () => {
    for (const dish of ['soup', 'rice']) await orders.send(dish);
    orders.close();
  });
  let current = '';
  const kitchen = new sync.WaitGroup();
  for (let cook = 0; cook < 2; cook++) {
    kitchen.go(async () => {
      const [dish] = await orders.receiveOk();
      current = dish ?? '';
      await time.sleep(10); // cooking
      console.log(current, 'is ready');
    });
  }
  await kitchen.wait();
});
