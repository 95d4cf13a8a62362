// expect: output
// | after 3000 ms: context deadline exceeded
import { run, context, defer, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const limits = [10, 3, 30, 5]; // seconds, from the top down
  using cancels = defer.stack();
  let ctx = context.background();
  for (const seconds of limits) {
    const [child, cancel] = context.withTimeout(
      ctx, seconds * time.Second,
    );
    cancels.add(cancel);
    ctx = child;
  }
  await ctx.done().receive();
  const elapsed = Math.round(time.since(start));
  console.log(`after ${elapsed} ms: ${ctx.err()?.message}`);
});
