// expect: output
// | 100 letters, after 1000 ms
import { run, context, defer, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const [ctx, cancel] = context.withTimeout(context.background(), 55);
  using _cancel = defer(cancel);

  let letters = 0;
  while (letters < 10_000) {
    if (letters % 100 === 0 && ctx.err()) break;
    await time.sleep(10 * time.Millisecond); // stamps one letter
    letters++;
  }
  const elapsed = Math.round(time.since(start));
  console.log(`${letters} letters, after ${elapsed} ms`);
});
