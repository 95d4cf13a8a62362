// expect: output
// | total 60
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const readings = chan<number>();
  go(async () => {
    for (const degrees of [19, 20, 21]) await readings.send(degrees);
    readings.close();
  });

  let total = 0;
  while (true) {
    const [degrees, ok] = await readings.receiveOk();
    if (!ok) break; // closed and empty
    total += degrees; // here the type checker knows that degrees is a number
  }
  console.log('total', total);
});
