// expect: output
// | the page is there after 500 ms
import { run, context, rate, sync, time } from 'concurrency-tutor';

await run(async () => {
  const limiter = new rate.Limiter(10, 1);
  const start = time.now();
  const parts = new sync.WaitGroup();
  for (let part = 1; part <= 6; part++) {
    parts.go(() => limiter.wait(context.background()));
  }
  await parts.wait();
  const taken = Math.round(time.since(start));
  console.log('the page is there after', taken, 'ms');
});
