// expect: output
// | three servers, 30 requests: 10 let through
// | a second later, 30 requests: 5 let through
import { run, rate, time } from 'concurrency-tutor';
import { embeddedRedis } from './embedded-redis.ts';

const redis = embeddedRedis();

/** What each of the three servers does when it starts. */
function newServer(): rate.RedisLimiter {
  return new rate.RedisLimiter(redis, { limit: 5, burst: 10 });
}

async function ask(servers: rate.RedisLimiter[]): Promise<number> {
  let allowed = 0;
  for (let n = 1; n <= 10; n++) {
    for (const server of servers) {
      if (await server.allow('the supplier')) allowed++;
    }
  }
  return allowed;
}

await run(async () => {
  const servers = [newServer(), newServer(), newServer()];
  const first = await ask(servers);
  console.log(`three servers, 30 requests: ${first} let through`);
  await time.sleep(1010 * time.Millisecond);
  const second = await ask(servers);
  console.log(`a second later, 30 requests: ${second} let through`);
});
