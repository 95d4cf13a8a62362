// expect: type-error TS2339
import { run, chan, select } from 'concurrency-tutor';

await run(async () => {
  const letters = chan<string>(1);
  await letters.send('a letter');
  const event = select({ letters }); // no await: this is a promise
  console.log(event.case);
});
