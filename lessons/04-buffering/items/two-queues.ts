// expect: differs
// | telegram
// | letter
// --
// | letter
// | telegram
import { run, chan, select } from 'concurrency-tutor';

await run(async () => {
  const urgent = chan<string>(1);
  const normal = chan<string>(1);
  await normal.send('letter');
  await urgent.send('telegram');
  for (let n = 0; n < 2; n++) {
    // the urgent one stands first
    const event = await select({ urgent, normal });
    console.log(event.value);
  }
});
