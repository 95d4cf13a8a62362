// expect: livelock
import { run, go, chan, select, time } from 'concurrency-tutor';

await run(async () => {
  const values = chan<number>();
  const errors = chan<Error>();
  go(async () => {
    errors.close(); // nothing can go wrong any more
    await time.sleep(time.Second);
    await values.send(1);
    values.close();
  });
  for (;;) {
    const event = await select({ values, errors });
    if (event.case === 'values' && !event.ok) break;
    if (event.case === 'errors') continue;
    console.log(event.value);
  }
});
