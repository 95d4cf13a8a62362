// expect: deadlock
import { run, chan, gosched, sync } from 'concurrency-tutor';

await run(async () => {
  const shelf = chan<string>(3);
  await shelf.send('first parcel');
  await shelf.send('second parcel');

  const wg = new sync.WaitGroup();
  for (const courier of ['Anna', 'Bert']) {
    wg.go(async () => {
      if (shelf.length === shelf.capacity) return; // full: goes elsewhere
      await gosched(); // fetches the parcel from the car
      await shelf.send(`parcel of ${courier}`);
    });
  }
  await wg.wait();
  console.log('everybody has gone home');
});
