// expect: output
// | let through in each second: 9 5 5 5 5 5
import { run, rate, time } from 'concurrency-tutor';

await run(async () => {
  // Five a second, and five at once.
  const limiter = new rate.Limiter(5, 5);
  const counts: number[] = [];
  for (let second = 1; second <= 6; second++) {
    let allowed = 0;
    for (let n = 1; n <= 10; n++) {
      if (limiter.allow()) allowed++;
      await time.sleep(100 * time.Millisecond);
    }
    counts.push(allowed);
  }
  console.log('let through in each second:', counts.join(' '));
});
