// expect: output
// | the parcel was taken after 2000 ms
import { run, chan, go, time } from 'concurrency-tutor';

await run(async () => {
  const parcels = chan<string>();
  go(async () => {
    await time.sleep(2 * time.Second); // not at home
    await parcels.receive();
  });
  const start = time.now();
  await parcels.send('books');
  console.log(
    `the parcel was taken after ${Math.round(time.since(start))} ms`,
  );
});
