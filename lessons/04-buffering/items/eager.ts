// expect: output
// | 2 of 10
import { run, chan, go } from 'concurrency-tutor';

await run(async () => {
  const readings = chan<number>(2);
  go.daemon(async () => {
    for await (const _ of readings); // takes everything, at once
  });
  let accepted = 0;
  for (let n = 0; n < 10; n++) if (readings.trySend(n)) accepted++;
  console.log(`${accepted} of 10`);
});
