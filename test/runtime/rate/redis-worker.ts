/** One of many processes that share a limit: asks as often and as fast as it is told, and reports when it was allowed. */
import { rate } from '../../../src/index.ts';
import { clientOf, connectTo } from './redis-server.ts';

/** What a worker is told. */
export interface Task {
  readonly port: number;
  readonly key: string;
  readonly limit: number;
  readonly burst: number;
  readonly calls: number;
}

/** An event that was allowed at some moment between these two, in milliseconds since the epoch. */
export type Allowed = readonly [asked: number, answered: number];

async function work({ port, key, limit, burst, calls }: Task): Promise<void> {
  const redis = connectTo(port);
  const limiter = new rate.RedisLimiter(clientOf(redis), { limit, burst, timeout: 20_000 });
  const allowed: Allowed[] = [];
  for (let call = 0; call < calls; call++) {
    const asked = Date.now();
    // The clock's milliseconds are cut off.
    if (await limiter.allow(key)) allowed.push([asked, Date.now() + 1]);
  }
  process.send?.(allowed);
  redis.disconnect();
  process.disconnect();
}

process.once('message', (task) => void work(task as Task));
process.send?.('ready');
