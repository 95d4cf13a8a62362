// expect: differs
// | making tea
// --
// | making coffee
// expect: race
import { run, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const orders = chan<{ drink: string }>(1);
  const bar = new sync.WaitGroup();
  bar.go(async () => {
    console.log('making', (await orders.receive())?.drink);
  });
  const slip = { drink: 'tea' };
  await orders.send(slip);
  // it has been sent, so the slip can be used again
  slip.drink = 'coffee';
  await bar.wait();
});
