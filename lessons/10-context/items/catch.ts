// expect: differs
// | one fish
// | the sea is closed
// --
// | the sea is closed
import { run, chan, context, select } from 'concurrency-tutor';

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  const fish = chan<string>(1);
  await fish.send('one fish');
  cancel();

  while (true) {
    const event = await select({ fish, end: ctx.done() });
    if (event.case === 'end') break;
    console.log(event.value);
  }
  console.log('the sea is closed');
});
