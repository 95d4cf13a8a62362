// expect: differs
// | tea
// | closed
// --
// | closed
import { run, chan, select } from 'concurrency-tutor';

await run(async () => {
  const closing = chan<void>();
  const orders = chan<string>(1);
  await orders.send('tea');
  closing.close();

  const event = await select({ closing, orders });
  if (event.case === 'orders') console.log(event.value);
  console.log('closed');
});
