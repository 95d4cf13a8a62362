// expect: output
// | 900 ms: 5 of 8
// | 1100 ms: 0 of 8
// | 1901 ms: 5 of 8
import { run, rate, time } from 'concurrency-tutor';

function tryEight(limiter: rate.RateLimiter): string {
  let allowed = 0;
  for (let n = 1; n <= 8; n++) if (limiter.allow()) allowed++;
  return `${allowed} of 8`;
}

await run(async () => {
  const limiter = new rate.SlidingWindow(5, time.Second);
  await time.sleep(900 * time.Millisecond);
  console.log('900 ms:', tryEight(limiter));
  await time.sleep(200 * time.Millisecond);
  console.log('1100 ms:', tryEight(limiter));
  await time.sleep(801 * time.Millisecond);
  console.log('1901 ms:', tryEight(limiter));
});
