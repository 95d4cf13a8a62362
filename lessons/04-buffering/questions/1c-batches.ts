// expect: output
// | no room: 855 ms
// | room for a batch: 540 ms
// | room for ten batches: 540 ms
import { run, chan, sync, time } from 'concurrency-tutor';

const size = 10;

/**
 * Rows come one by one, 5 ms apart, and are saved ten at a time; saving
 * takes 40 ms.
 */
async function save(capacity: number): Promise<number> {
  const rows = chan<number>(capacity);
  const start = time.now();
  const writer = new sync.WaitGroup();
  writer.go(async () => {
    let batch: number[] = [];
    for await (const row of rows) {
      batch.push(row);
      if (batch.length < size) continue;
      await time.sleep(40); // saves the batch
      batch = [];
    }
    // the last one may be smaller
    if (batch.length > 0) await time.sleep(40);
  });
  for (let row = 0; row < 100; row++) {
    await time.sleep(5);
    await rows.send(row);
  }
  rows.close();
  await writer.wait();
  return Math.round(time.since(start));
}

await run(async () => {
  console.log('no room:', await save(0), 'ms');
  console.log('room for a batch:', await save(size), 'ms');
  console.log('room for ten batches:', await save(10 * size), 'ms');
});
