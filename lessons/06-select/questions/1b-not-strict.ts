// expect: differs
// | alarm
// | letter
// --
// | letter
// | alarm
import { run, go, chan, select } from 'concurrency-tutor';

await run(async () => {
  const alarms = chan<string>(1);
  const letters = chan<string>(1);
  go(async () => {
    await letters.send('letter');
    await alarms.send('alarm');
  });

  for (let round = 0; round < 2; round++) {
    const urgent = await select({ alarms, default: true });
    if (urgent.case === 'alarms') {
      console.log(urgent.value);
      continue;
    }
    // Between the two selects, both can become ready. Then chance
    // decides.
    const any = await select({ alarms, letters });
    console.log(any.value);
  }
});
