// expect: output
// | mean of 4 readings: 10
import { run, chan, select } from 'concurrency-tutor';

await run(async () => {
  const readings = chan<number>(4);
  await readings.send(20);
  await readings.send(20);
  readings.close();

  let sum = 0;
  for (let i = 0; i < 4; i++) {
    const event = await select({ reading: readings, default: true });
    if (event.case === 'reading') sum += event.value ?? 0;
  }
  console.log(`mean of 4 readings: ${sum / 4}`);
});
