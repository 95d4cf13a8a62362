// expect: output
// | let through: 3
// | waited: 1000 ms
import { run, context, defer, rate, time } from 'concurrency-tutor';

await run(async () => {
  const limiter = new rate.Limiter(2, 1); // a token every 500 ms
  const root = context.background();
  const [ctx, cancel] = context.withTimeout(root, 1200);
  using _cancel = defer(cancel);
  const start = time.now();
  let allowed = 0;
  try {
    while (true) {
      await limiter.wait(ctx);
      allowed++;
    }
  } catch {
    console.log('let through:', allowed);
  }
  console.log('waited:', Math.round(time.since(start)), 'ms');
});
