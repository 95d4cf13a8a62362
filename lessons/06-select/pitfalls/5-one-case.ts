// expect: output
// | tea
import { run, go, chan, select } from 'concurrency-tutor';

await run(async () => {
  const orders = chan<string>();
  go(async () => {
    await orders.send('tea');
  });
  const event = await select({ order: orders });
  console.log(event.value);
});
