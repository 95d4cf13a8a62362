/** BullMQ and its Redis client, which only those install who want a queue. */
import { UsageError } from '../../errors.ts';
import { codeOf, messageOf } from '../../system-error.ts';

export type Bullmq = typeof import('bullmq');
export type Redis = import('ioredis').Redis;
export type RedisClass = typeof import('ioredis').Redis;

/** Versions of the records in the queue are told apart by its name. */
export const queueName = 'grade-v1';
export const queuePrefix = 'concurrency-tutor';

export async function loadBullmq(): Promise<{ readonly bullmq: Bullmq; readonly Redis: RedisClass }> {
  try {
    const [bullmq, { Redis }] = await Promise.all([import('bullmq'), import('ioredis')]);
    return { bullmq, Redis };
  } catch (error) {
    if (codeOf(error) !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError('no-bullmq', 'A queue needs the packages bullmq and ioredis, and they are not installed here.', 'Run `npm install bullmq ioredis` beside concurrency-tutor, or leave out --queue to judge on this machine.', { cause: error });
  }
}

/** A connection that answers; throws what is wrong with it. It is told to go on trying once it has worked. */
export async function connect(Redis: RedisClass, url: string): Promise<Redis> {
  requireRedisUrl(url);
  let hasWorked = false;
  let trouble: unknown;
  const redis = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true, connectTimeout: 5000, retryStrategy: (times) => (hasWorked ? Math.min(times * 100, 2000) : null) });
  // What a command that fails says is only that the connection is closed; this says why.
  redis.on('error', (error) => { trouble = error; });
  try {
    await redis.connect();
    await redis.ping();
    hasWorked = true;
    return redis;
  } catch (error) {
    redis.disconnect();
    throw new RedisUnreachable(`Redis at ${withoutPassword(url)} does not answer: ${messageOf(trouble ?? error).replace(/\.$/, '')}.`, error);
  }
}

export class RedisUnreachable extends UsageError {
  constructor(message: string, cause: unknown) {
    super('no-redis', message, 'Start Redis, or correct --queue.', { cause });
  }
}

function requireRedisUrl(url: string): void {
  if (/^rediss?:\/\/./.test(url) && URL.canParse(url)) return;
  throw new UsageError('bad-queue', `"${url}" is not the address of a Redis.`, 'Write it as redis://host:6379, or rediss://user:password@host:6379 over the network.');
}

export function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//…@');
}
