// expect: type-error TS18048
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const readings = chan<number>();
  go(async () => {
    await readings.send(20);
    readings.close();
  });

  let total = 0;
  const degrees = await readings.receive(); // number | undefined
  total += degrees; // BROKEN: it may be undefined
  console.log('total', total);
});
