// expect: output
// | making tea
// | order accepted
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const orders = chan<string>();
  const accepted = chan<void>();
  go(async () => {
    console.log('making', await orders.receive());
    await accepted.send();
  });
  await orders.send('tea');
  await accepted.receive(); // the receiver says so itself
  console.log('order accepted');
});
