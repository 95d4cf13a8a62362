// expect: output
// | answered: 10, refused: 90, after 900 ms
// | the user was still there: 10
import {
  run, atomic, context, defer, rate, sync, time,
} from 'concurrency-tutor';

const patience = 950 * time.Millisecond; // then the user leaves

await run(async () => {
  const limiter = new rate.Limiter(10, 1);
  const start = time.now();
  const answered = new atomic.Int32();
  const refused = new atomic.Int32();
  const inTime = new atomic.Int32();
  const requests = new sync.WaitGroup();
  for (let n = 1; n <= 100; n++) {
    requests.go(async () => {
      const root = context.background();
      const [ctx, cancel] = context.withTimeout(root, patience);
      using _cancel = defer(cancel);
      try {
        await limiter.wait(ctx);
        answered.add(1);
        if (time.since(start) < patience) inTime.add(1);
      } catch {
        refused.add(1); // and the user is told so at once
      }
    });
  }
  await requests.wait();
  console.log(`answered: ${answered.load()}, refused: ${refused.load()},`,
    `after ${Math.round(time.since(start))} ms`);
  console.log('the user was still there:', inTime.load());
});
