// run: native
// expect: output
// | kept everything: grows with the input
// | one at a time: does not
import { iter, run, runtime, time } from 'concurrency-tutor';

const MB = 1024 * 1024;

/** The most that the heap grows, in MB, while `work` runs; looked at once for every thousand readings. */
async function growth(work: (look: () => void) => Promise<void>): Promise<number> {
  const before = runtime.memStats().heapAlloc;
  let most = 0;
  await work(() => { most = Math.max(most, runtime.memStats().heapAlloc - before); });
  return Math.round(most / MB);
}

function* readings(count: number): Generator<{ at: number; value: string }> {
  for (let at = 0; at < count; at++) yield { at, value: `reading number ${at} of ${count}` };
}

await run(async () => {
  const kept: object[] = [];
  const keeping = await growth(async (look) => {
    for await (const reading of iter.map(readings(300_000), (one) => one)) {
      kept.push(reading);
      if (reading.at % 1000 === 0) look();
    }
  });
  console.log('kept everything:', keeping > 15 ? 'grows with the input' : `only ${keeping} MB`);
  kept.length = 0;
  await time.sleep(10);

  let sum = 0;
  const streaming = await growth(async (look) => {
    for (const reading of readings(300_000)) {
      sum += reading.at;
      if (reading.at % 1000 === 0) look();
    }
  });
  console.log('one at a time:', streaming < keeping ? 'does not' : `${streaming} MB, ${sum}`);
});
