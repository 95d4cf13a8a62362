// expect: differs
// | urgent
// --
// | normal
import { run, chan, select } from 'concurrency-tutor';

await run(async () => {
  const urgent = chan<string>(1);
  const normal = chan<string>(1);
  await normal.send('normal');
  await urgent.send('urgent');
  const event = await select({ urgent, normal });
  console.log(event.value);
});
