// expect: output
// | the page is there after 4600 ms
// | the service was busy for 1000 of 46000 ms
import { run, atomic, context, rate, sync, time } from 'concurrency-tutor';

const places = 10; // so many requests can the service answer at once
const limiter = new rate.Limiter(2, 1);

await run(async () => {
  const start = time.now();
  const busy = new atomic.Int32(); // milliseconds
  const parts = new sync.WaitGroup();
  for (let part = 1; part <= 10; part++) {
    parts.go(async () => {
      await limiter.wait(context.background());
      await time.sleep(100 * time.Millisecond); // the service's answer
      busy.add(100);
    });
  }
  await parts.wait();
  const taken = Math.round(time.since(start));
  console.log('the page is there after', taken, 'ms');
  console.log(`the service was busy for ${busy.load()} of ${taken * places} ms`);
});
