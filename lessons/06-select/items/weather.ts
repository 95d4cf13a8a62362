// expect: output
// | no weather, after 0 ms
import { run, go, chan, select, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const weather = chan<string>(1);
  go(async () => {
    await time.sleep(100);
    await weather.send('sunny');
  });
  const event = await select({ weather, late: time.after(2 * time.Second), default: true });
  const outcome = event.case === 'weather' ? event.value : 'no weather';
  console.log(`${outcome}, after ${Math.round(time.since(start))} ms`);
});
