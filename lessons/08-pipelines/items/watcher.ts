// expect: output
// | alarm: undefined
// | 0 read
import {
  run, go, chan, context, time,
} from 'concurrency-tutor';

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  const errors = chan<Error>();
  const pages = chan<number>(3);
  go(async () => {
    for (const page of [1, 2, 3]) await pages.send(page);
    pages.close();
    errors.close(); // there were none
  });
  go(async () => {
    const error = await errors.receive();
    console.log('alarm:', error);
    cancel();
  });
  let read = 0;
  for await (const _ of pages) {
    await time.sleep(100);
    if (ctx.err() !== undefined) break;
    read++;
  }
  console.log(read, 'read');
});
