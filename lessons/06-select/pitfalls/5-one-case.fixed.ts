// expect: output
// | tea
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const orders = chan<string>();
  go(async () => {
    await orders.send('tea');
  });
  console.log(await orders.receive());
});
