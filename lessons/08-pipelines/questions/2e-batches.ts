// expect: output
// | 1 2 3
// | 4 5 6
// | 7
import {
  run, go, chan, defer, type ReceiveChannel,
} from 'concurrency-tutor';

type Batch = readonly number[];

function inBatches(
  size: number, input: ReceiveChannel<number>,
): ReceiveChannel<Batch> {
  const out = chan<Batch>();
  go(async () => {
    using _close = defer(() => out.close());
    let batch: number[] = [];
    for await (const value of input) {
      batch.push(value);
      if (batch.length < size) continue;
      await out.send(batch);
      batch = []; // a new one: the old one belongs to the receiver
    }
    if (batch.length > 0) await out.send(batch); // the last, not full
  });
  return out;
}

await run(async () => {
  const numbers = chan<number>();
  go(async () => {
    for (let n = 1; n <= 7; n++) await numbers.send(n);
    numbers.close();
  });
  for await (const batch of inBatches(3, numbers)) {
    console.log(...batch);
  }
});
