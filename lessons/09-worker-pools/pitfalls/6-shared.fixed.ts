// expect: output
// | total: 12
import { run, chan, gosched, sync } from 'concurrency-tutor';

/** Looks up a price. Others run in the meantime. */
async function priceOf(item: string): Promise<number> {
  await gosched();
  return item === 'tea' ? 5 : 7;
}

await run(async () => {
  const items = chan<string>(2);
  const prices = chan<number>();
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    workers.go(async () => {
      for await (const item of items) {
        await prices.send(await priceOf(item)); // tells what it found
      }
    });
  }
  let total = 0; // only the collector adds to it
  const collector = new sync.WaitGroup();
  collector.go(async () => {
    for await (const price of prices) total += price;
  });
  await items.send('tea');
  await items.send('rice');
  items.close();
  await workers.wait();
  prices.close();
  await collector.wait();
  console.log('total:', total);
});
