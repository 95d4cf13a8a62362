// expect: livelock
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const readings = chan<number>();
  go(async () => {
    for (const degrees of [19, 20, 21]) await readings.send(degrees);
    readings.close();
  });

  let total = 0;
  while (true) {
    const degrees = (await readings.receive()) ?? 0; // BROKEN: 0 also stands for "closed"
    if (degrees < 0) break; // the end never looks like this
    total += degrees;
  }
  console.log('total', total);
});
