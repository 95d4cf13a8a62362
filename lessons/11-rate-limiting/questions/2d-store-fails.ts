// expect: output
// | deny: 0 of 100
// | allow: 100 of 100
// | a quarter of the limit: 25 of 100
// | times Redis was asked: 3
import { run, rate } from 'concurrency-tutor';

let asked = 0;
const brokenRedis: rate.RedisClient = {
  async eval() {
    asked++;
    throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  },
};

async function tryHundred(
  name: string, onUnavailable: rate.Fallback,
): Promise<void> {
  const limiter = new rate.RedisLimiter(brokenRedis, {
    limit: 100, burst: 100, onUnavailable,
  });
  let allowed = 0;
  for (let n = 1; n <= 100; n++) {
    if (await limiter.allow('all')) allowed++;
  }
  console.log(`${name}: ${allowed} of 100`);
}

await run(async () => {
  await tryHundred('deny', 'deny');
  await tryHundred('allow', 'allow');
  const share = new rate.Limiter(25, 25); // there are four servers
  await tryHundred('a quarter of the limit', share);
  console.log('times Redis was asked:', asked);
});
