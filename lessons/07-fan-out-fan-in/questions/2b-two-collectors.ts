// expect: output
// | errors: parcel 5 has come open, parcel 9 has come open
// | 10 weighed, together 640
import {
  run, chan, sync, type ReceiveChannel, type SendChannel,
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

/** Receives until the channel is closed. */
async function collect<T>(
  from: ReceiveChannel<T>, into: T[],
): Promise<void> {
  for await (const value of from) into.push(value);
}

await run(async () => {
  const parcels = chan<number>(12);
  for (let parcel = 1; parcel <= 12; parcel++) await parcels.send(parcel);
  parcels.close();
  const weights = chan<number>();
  const errors = chan<string>();
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) {
    workers.go(worker, parcels, weights, errors);
  }

  const good: number[] = [];
  const bad: string[] = [];
  const collectors = new sync.WaitGroup(); // both run while work is done
  collectors.go(collect<number>, weights, good);
  collectors.go(collect<string>, errors, bad);
  await workers.wait();
  weights.close();
  errors.close();
  await collectors.wait();

  const sum = good.reduce((total, weight) => total + weight, 0);
  console.log('errors:', bad.sort().join(', '));
  console.log(`${good.length} weighed, together ${sum}`);
});
