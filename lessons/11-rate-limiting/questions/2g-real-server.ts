// run: native
// expect: output
// | three servers, 30 requests: 10 let through
// | one more, after waiting for a token
import { randomUUID } from 'node:crypto';
import { run, context, defer, rate, time } from 'concurrency-tutor';
import { openRedis } from './redis.ts';

await run(async () => {
  await using redis = await openRedis();
  const options = { limit: 1, burst: 10, prefix: `${randomUUID()}:` };
  const servers = Array.from({ length: 3 }, () => {
    return new rate.RedisLimiter(redis, options);
  });
  let allowed = 0;
  for (let n = 1; n <= 10; n++) {
    for (const server of servers) {
      if (await server.allow('the supplier')) allowed++;
    }
  }
  console.log(`three servers, 30 requests: ${allowed} let through`);

  const root = context.background();
  const [ctx, cancel] = context.withTimeout(root, 5 * time.Second);
  using _cancel = defer(cancel);
  await servers[0]?.wait(ctx, 'the supplier');
  console.log('one more, after waiting for a token');
});
