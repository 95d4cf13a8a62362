// expect: output
// | sum 66 in 3 parcels
import { run, chan, go } from 'concurrency-tutor';

await run(async () => {
  const parcels = chan<readonly number[]>();
  go(async () => {
    const numbers = Array.from({ length: 11 }, (_, i) => i + 1);
    for (let from = 0; from < numbers.length; from += 5) {
      await parcels.send(numbers.slice(from, from + 5));
    }
    parcels.close();
  });

  let [sum, count] = [0, 0];
  for await (const parcel of parcels) {
    count++;
    for (const number of parcel) sum += number;
  }
  console.log(`sum ${sum} in ${count} parcels`);
});
