// expect: panic "order 2 has no address"
import { run, sync, time } from 'concurrency-tutor';

async function ship(order: number): Promise<void> {
  await time.sleep(10);
  if (order === 2) throw new Error(`order ${order} has no address`);
  console.log('shipped order', order);
}

await run(async () => {
  const orders = new sync.WaitGroup();
  for (const order of [1, 2, 3]) orders.go(ship, order);
  await orders.wait();
  console.log('main: the day is over');
});
