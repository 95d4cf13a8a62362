// expect: output
// | none fails: 12 + 0, goroutines left: 0
// | the first fails: 11 + 1, goroutines left: 0
// | the last fails: 11 + 1, goroutines left: 0
// | all fail: 0 + 12, goroutines left: 0
import { run, chan, go, runtime, sync } from 'concurrency-tutor';
import { weigh, type Weighed } from './parcels.ts';

/** Weighs parcels 1 to 12 with three workers. */
async function weighAll(broken: readonly number[]): Promise<Weighed[]> {
  const parcels = chan<number>(12);
  for (let parcel = 1; parcel <= 12; parcel++) await parcels.send(parcel);
  parcels.close();
  const results = chan<Weighed>();
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) {
    workers.go(async () => {
      for await (const parcel of parcels) {
        try {
          const weight = await weigh(parcel, broken);
          await results.send({ parcel, weight });
        } catch (error) {
          await results.send({ parcel, error: error as Error });
        }
      }
    });
  }
  go(async () => {
    await workers.wait();
    results.close();
  });
  const all: Weighed[] = [];
  for await (const result of results) all.push(result);
  return all;
}

await run(async () => {
  const all = Array.from({ length: 12 }, (_, i) => i + 1);
  const cases: [string, number[]][] = [
    ['none fails', []],
    ['the first fails', [1]],
    ['the last fails', [12]],
    ['all fail', all],
  ];
  for (const [name, broken] of cases) {
    const results = await weighAll(broken);
    const bad = results.filter((result) => 'error' in result).length;
    const left = runtime.numGoroutine() - 1; // main counts, too
    const counts = `${results.length - bad} + ${bad}`;
    console.log(`${name}: ${counts}, goroutines left: ${left}`);
  }
});
