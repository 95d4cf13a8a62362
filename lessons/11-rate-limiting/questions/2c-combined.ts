// expect: output
// | script: 6 of 40
// | 20 users: 94 of 100
// | everybody together: 100
import { run, rate, time } from 'concurrency-tutor';
import { embeddedRedis } from './embedded-redis.ts';

const redis = embeddedRedis();
const perMinute = (events: number) => ({
  limit: events / (time.Minute / time.Second),
  burst: events,
});
const each = new rate.RedisLimiter(redis, {
  ...perMinute(6), prefix: 'user:',
});
const all = new rate.RedisLimiter(redis, {
  ...perMinute(100), prefix: 'all:',
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
  const script = await visit('script', 40);
  console.log('script:', script, 'of 40');
  let users = 0;
  for (let n = 1; n <= 20; n++) users += await visit(`user-${n}`, 5);
  console.log('20 users:', users, 'of 100');
  console.log('everybody together:', script + users);
});
