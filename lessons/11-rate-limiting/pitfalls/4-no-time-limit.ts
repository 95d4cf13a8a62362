// expect: output
// | answered: 100, refused: 0, after 9900 ms
// | the user was still there: 10
import {
  run, atomic, context, rate, sync, time,
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
      await limiter.wait(context.background());
      answered.add(1);
      if (time.since(start) < patience) inTime.add(1);
    });
  }
  await requests.wait();
  console.log(`answered: ${answered.load()}, refused: ${refused.load()},`,
    `after ${Math.round(time.since(start))} ms`);
  console.log('the user was still there:', inTime.load());
});
