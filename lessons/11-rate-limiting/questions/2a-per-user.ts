// expect: output
// | Ada: 2 of 10
// | Ben: 2 of 10
// | big-shop: 8 of 10
// | limiters kept: 3
// | limiters kept after five quiet minutes: 0
import { run, rate, time } from 'concurrency-tutor';

/** Most users get the usual limit, and some have paid for more. */
const agreed = new Map([['big-shop', { limit: 8, burst: 8 }]]);
const usual = { limit: 2, burst: 2 };

function newLimiter(user: string): rate.Limiter {
  const { limit, burst } = agreed.get(user) ?? usual;
  return new rate.Limiter(limit, burst);
}

await run(async () => {
  const limiters = new rate.KeyedLimiter(newLimiter, {
    expireAfter: time.Minute, // for users who do not come back
    maxKeys: 10_000, // for an attack with a million made-up names
  });
  for (const user of ['Ada', 'Ben', 'big-shop']) {
    let allowed = 0;
    for (let n = 1; n <= 10; n++) if (limiters.allow(user)) allowed++;
    console.log(`${user}: ${allowed} of 10`);
  }
  console.log('limiters kept:', limiters.size);
  await time.sleep(5 * time.Minute);
  limiters.sweep();
  const left = limiters.size;
  console.log('limiters kept after five quiet minutes:', left);
});
