// expect: output
// | token bucket    in 20 s 100  most in a second 9
// | leaky bucket    in 20 s 80  most in a second 5
// | fixed window    in 20 s 100  most in a second 10
// | sliding window  in 20 s 100  most in a second 5
import { run, rate, time } from 'concurrency-tutor';

/** For 20 seconds: nothing for 900 ms, then many for 3100 ms. */
async function observe(name: string, limiter: rate.RateLimiter) {
  const moments: number[] = [];
  // Windows begin at whole seconds. Wait for the next one.
  await time.sleep(time.Second - time.now() % time.Second);
  for (let at = 0; at < 20_000; at += 50) {
    const many = at % 4000 >= 900;
    while (many && limiter.allow()) moments.push(at);
    await time.sleep(50 * time.Millisecond);
  }
  const inTheSecondFrom = (from: number) =>
    moments.filter((at) => at >= from && at < from + 1000).length;
  const most = Math.max(...moments.map(inTheSecondFrom));
  console.log(name.padEnd(15), 'in 20 s', moments.length,
    ' most in a second', most);
}

await run(async () => {
  await observe('token bucket', new rate.Limiter(5, 5));
  await observe('leaky bucket', new rate.LeakyBucket(5, 5));
  await observe('fixed window', new rate.FixedWindow(5, time.Second));
  await observe('sliding window', new rate.SlidingWindow(5, time.Second));
});
