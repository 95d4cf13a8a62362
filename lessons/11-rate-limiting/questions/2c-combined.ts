// expect: output
// | script: 60 of 400
// | 20 users: 940 of 1000
// | everybody together: 1000
import { run, rate, time } from 'concurrency-tutor';
import { embeddedRedis } from './embedded-redis.ts';

const redis = embeddedRedis();
const perMinute = (events: number) => ({
  limit: events / (time.Minute / time.Second),
  burst: events,
});
const each = new rate.RedisLimiter(redis, {
  ...perMinute(60), prefix: 'user:',
});
const all = new rate.RedisLimiter(redis, {
  ...perMinute(1000), prefix: 'all:',
});

async function visit(user: string, requests: number): Promise<number> {
  let allowed = 0;
  for (let n = 1; n <= requests; n++) {
    const ok = await each.allow(user) && await all.allow('all');
    if (ok) allowed++;
  }
  return allowed;
}

await run(async () => {
  const script = await visit('script', 400);
  console.log('script:', script, 'of 400');
  let users = 0;
  for (let n = 1; n <= 20; n++) users += await visit(`user-${n}`, 50);
  console.log('20 users:', users, 'of 1000');
  console.log('everybody together:', script + users);
});
