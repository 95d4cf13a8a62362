// expect: differs
// | total: 12
// --
// | total: 5
// --
// | total: 7
// expect: race
import { run, chan, gosched, sync } from 'concurrency-tutor';

/** Looks up a price. Others run in the meantime. */
async function priceOf(item: string): Promise<number> {
  await gosched();
  return item === 'tea' ? 5 : 7;
}

await run(async () => {
  const items = chan<string>(2);
  let total = 0; // all workers add to it
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    workers.go(async () => {
      for await (const item of items) {
        total = total + await priceOf(item); // reads total, then waits
      }
    });
  }
  await items.send('tea');
  await items.send('rice');
  items.close();
  await workers.wait();
  console.log('total:', total);
});
