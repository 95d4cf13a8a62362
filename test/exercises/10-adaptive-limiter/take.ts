/** One of several processes that share a limit in Redis: prints, by algorithm, how many of its requests were allowed. */
import { context, run } from 'concurrency-tutor';
import type * as limiters from '../../../exercises/10-adaptive-limiter/starter/limiter.ts';
import { RedisStore } from '../../../exercises/10-adaptive-limiter/support/stores.ts';

const [solution = '', port = '', limit = ''] = process.argv.slice(2);
const { SharedLimiter } = await import(`../../../solutions/10-adaptive-limiter/${solution}/limiter.ts`) as typeof limiters;
using store = new RedisStore(Number(port));

const allowed = await run(async () => {
  const counted: Record<string, number> = {};
  for (const algorithm of ['fixed-window', 'sliding-window', 'token-bucket'] as const) {
    const limiter = new SharedLimiter(store, { algorithm, limit: Number(limit), window: 86_400_000 }, 'refuse');
    counted[algorithm] = 0;
    for (let request = 0; request < 40; request += 1) {
      if ((await limiter.take(context.background(), `${solution} ${algorithm}`)).allowed) counted[algorithm] += 1;
    }
  }
  return counted;
});
console.log(JSON.stringify(allowed));
