// expect: output
// | fixed: 6
// | sliding: 3
import { run, rate, time } from 'concurrency-tutor';

async function atTheBorder(limiter: rate.RateLimiter): Promise<number> {
  // Windows begin at whole seconds. Wait for the next one.
  await time.sleep(time.Second - time.now() % time.Second);
  let allowed = 0;
  await time.sleep(950 * time.Millisecond);
  while (limiter.allow()) allowed++;
  await time.sleep(100 * time.Millisecond);
  while (limiter.allow()) allowed++;
  return allowed;
}

await run(async () => {
  const fixed = new rate.FixedWindow(3, time.Second);
  console.log('fixed:', await atTheBorder(fixed));
  const sliding = new rate.SlidingWindow(3, time.Second);
  console.log('sliding:', await atTheBorder(sliding));
});
