// expect: output
// | mean of 2 readings: 20
import { run, chan, select } from 'concurrency-tutor';

await run(async () => {
  const readings = chan<number>(4);
  await readings.send(20);
  await readings.send(20);
  readings.close();

  let sum = 0;
  let count = 0;
  for (let i = 0; i < 4; i++) {
    const event = await select({ reading: readings, default: true });
    if (event.case !== 'reading' || !event.ok) continue;
    sum += event.value;
    count++;
  }
  console.log(`mean of ${count} readings: ${sum / count}`);
});
