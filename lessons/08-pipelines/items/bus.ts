// expect: output
// | 400 ms
import { run, go, chan, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const guests = chan<number>(3);
  go(async () => { // a bus with four guests, and nobody after it
    for (let n = 1; n <= 4; n++) await guests.send(n);
    await time.sleep(300); // the driver parks
    guests.close();
  });
  for await (const _ of guests) await time.sleep(100);
  console.log(Math.round(time.since(start)), 'ms');
});
