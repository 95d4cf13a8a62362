// expect: differs
// | order accepted
// --
// | making tea
// | order accepted
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const orders = chan<string>(1);
  go(async () => {
    console.log('making', await orders.receive());
  });
  await orders.send('tea');
  console.log('order accepted');
});
