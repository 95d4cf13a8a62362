// expect: output
// | saved 2 of 5
import { run, rate } from 'concurrency-tutor';

const limiter = new rate.Limiter(1, 2);
const saved: string[] = [];

function save(order: string): void {
  if (!limiter.allow()) return;
  saved.push(order);
}

await run(async () => {
  const orders = ['tea', 'rice', 'salt', 'milk', 'corn'];
  for (const order of orders) save(order);
  console.log('saved', saved.length, 'of', orders.length);
});
