// expect: output
// | parcel 5 has come open
// | parcel 9 has come open
// | 10 weighed, 2 not
import {
  run, chan, go, sync, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';
import { weigh, type Weighed } from './parcels.ts';

async function worker(
  parcels: ReceiveChannel<number>, results: SendChannel<Weighed>,
): Promise<void> {
  for await (const parcel of parcels) {
    try {
      const weight = await weigh(parcel, [5, 9]);
      await results.send({ parcel, weight });
    } catch (error) {
      await results.send({ parcel, error: error as Error });
    }
  }
}

await run(async () => {
  const parcels = chan<number>(12);
  for (let parcel = 1; parcel <= 12; parcel++) await parcels.send(parcel);
  parcels.close();
  const results = chan<Weighed>();
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) workers.go(worker, parcels, results);
  go(async () => {
    await workers.wait();
    results.close();
  });

  const all: Weighed[] = [];
  for await (const result of results) all.push(result);
  all.sort((a, b) => a.parcel - b.parcel);
  const failed = all.filter((result) => 'error' in result);
  for (const { error } of failed) console.log(error.message);
  const good = all.length - failed.length;
  console.log(`${good} weighed, ${failed.length} not`);
});
