// expect: differs
// | saved 2 rows
// --
// | saved 0 rows
// expect: race
import { run, chan, sync } from 'concurrency-tutor';

await run(async () => {
  const batches = chan<string[]>(1);
  const writer = new sync.WaitGroup();
  writer.go(async () => {
    for await (const rows of batches) {
      console.log(`saved ${rows.length} rows`);
    }
  });
  const batch = ['one', 'two'];
  await batches.send(batch);
  batch.length = 0; // empty again, for the next rows
  batches.close();
  await writer.wait();
});
