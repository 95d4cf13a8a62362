// expect: output
// | 10 weighed, together 640
// | parcel 5 has come open
// | parcel 9 has come open
import {
  run, chan, go, select, sync, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';
import { weigh } from './parcels.ts';

async function worker(
  parcels: ReceiveChannel<number>,
  weights: SendChannel<number>, errors: SendChannel<string>,
): Promise<void> {
  for await (const parcel of parcels) {
    try {
      await weights.send(await weigh(parcel, [5, 9]));
    } catch (error) {
      await errors.send((error as Error).message);
    }
  }
}

await run(async () => {
  const parcels = chan<number>(12);
  for (let parcel = 1; parcel <= 12; parcel++) await parcels.send(parcel);
  parcels.close();
  const weights = chan<number>();
  const errors = chan<string>();
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 5; n++) {
    workers.go(worker, parcels, weights, errors);
  }
  go(async () => {
    await workers.wait();
    weights.close();
    errors.close();
  });

  let [count, sum] = [0, 0];
  const bad: string[] = [];
  let good: ReceiveChannel<number> | null = weights;
  let failed: ReceiveChannel<string> | null = errors;
  while (good !== null || failed !== null) {
    const event = await select({ good, failed });
    switch (event.case) {
      case 'good':
        if (event.ok) {
          count++;
          sum += event.value;
        } else good = null; // closed: this case is off now
        break;
      case 'failed':
        if (event.ok) bad.push(event.value);
        else failed = null;
        break;
    }
  }
  console.log(`${count} weighed, together ${sum}`);
  for (const message of bad.sort()) console.log(message);
});
