// expect: output
// | 6 of 6
import { run, rate } from 'concurrency-tutor';

const limiters = new rate.KeyedLimiter(() => new rate.Limiter(1, 2));

await run(async () => {
  let allowed = 0;
  for (let id = 1; id <= 6; id++) {
    if (limiters.allow(`/users/${id}`)) allowed++;
  }
  console.log(allowed, 'of 6');
});
