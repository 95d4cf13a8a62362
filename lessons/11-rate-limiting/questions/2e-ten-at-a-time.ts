// expect: output
// | one at a time: 60 let through, 61 questions
// | ten at a time: 60 let through, 7 questions
import { run, rate } from 'concurrency-tutor';
import { embeddedRedis } from './embedded-redis.ts';

/** Fetches several tokens at once, and keeps them for later. */
class Cached {
  readonly #limiter: rate.RedisLimiter;
  readonly #atATime: number;
  #tokens = 0;

  constructor(limiter: rate.RedisLimiter, atATime: number) {
    this.#limiter = limiter;
    this.#atATime = atATime;
  }

  async allow(key: string): Promise<boolean> {
    if (this.#tokens === 0) {
      const more = await this.#limiter.allowN(key, this.#atATime);
      if (!more) return false;
      this.#tokens += this.#atATime;
    }
    this.#tokens--;
    return true;
  }
}

async function count(name: string, atATime: number): Promise<void> {
  const redis = embeddedRedis();
  const limits = { limit: 1, burst: 60 };
  const shared = new rate.RedisLimiter(redis, limits);
  const limiter = new Cached(shared, atATime);
  let allowed = 0;
  while (await limiter.allow('all')) allowed++;
  const asked = redis.questions;
  console.log(`${name}: ${allowed} let through, ${asked} questions`);
}

await run(async () => {
  await count('one at a time', 1);
  await count('ten at a time', 10);
});
