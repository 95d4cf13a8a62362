// expect: output unordered
// | shipped order 1
// | not shipped: order 2 has no address
// | shipped order 3
// | main: the day is over
import { run, sync, time } from 'concurrency-tutor';

async function ship(order: number): Promise<void> {
  await time.sleep(10);
  if (order === 2) throw new Error(`order ${order} has no address`);
  console.log('shipped order', order);
}

// The first function of each goroutine decides what a failure means.
async function shipOrReport(order: number): Promise<void> {
  try {
    await ship(order);
  } catch (error) {
    console.log('not shipped:', error instanceof Error ? error.message : error);
  }
}

await run(async () => {
  const orders = new sync.WaitGroup();
  for (const order of [1, 2, 3]) orders.go(shipOrReport, order);
  await orders.wait();
  console.log('main: the day is over');
});
