// expect: output
// | after 20 ms: 1 2 3
// | after 140 ms: 4
// | after 540 ms: 5 6
// | closed
import {
  run, go, chan, select, time,
  type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

type Batch = readonly number[];

const most = 3;
const patience = 100;

/**
 * Sends values on in batches: when three are there, or 100 ms after the
 * first of them.
 */
async function inBatches(
  values: ReceiveChannel<number>, batches: SendChannel<Batch>,
): Promise<void> {
  let batch: number[] = [];
  // Off while the batch is empty.
  let due: ReceiveChannel<number> | null = null;
  let open = true;
  while (open) {
    const event = await select({ values, due });
    if (event.case === 'values' && event.ok) batch.push(event.value);
    if (event.case === 'values' && !event.ok) open = false;
    if (batch.length === 1 && due === null) due = time.after(patience);
    if (batch.length < most && event.case !== 'due' && open) continue;
    if (batch.length > 0) await batches.send(batch);
    batch = [];
    due = null;
  }
  batches.close();
}

await run(async () => {
  const start = time.now();
  const values = chan<number>();
  const batches = chan<Batch>();
  go(inBatches, values, batches);
  go(async () => {
    for (const [pause, value] of [[0, 1], [10, 2], [10, 3], [20, 4], [490, 5], [10, 6]] as const) {
      await time.sleep(pause);
      await values.send(value);
    }
    values.close();
  });
  for await (const batch of batches) {
    console.log(`after ${Math.round(time.since(start))} ms:`, ...batch);
  }
  console.log('closed');
});
