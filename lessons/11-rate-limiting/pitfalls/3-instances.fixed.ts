// expect: output
// | 10 questions, 10 are allowed
import { run, rate } from 'concurrency-tutor';
import { embeddedRedis } from '../questions/embedded-redis.ts';

/** The accounting system, which can take 10 questions at once. */
const accounting = { questions: 0 };

/** Four of these run, each on a machine of its own. */
class Instance {
  readonly #limiter: rate.RedisLimiter;

  constructor(redis: rate.RedisClient) {
    const limits = { limit: 10, burst: 10 };
    this.#limiter = new rate.RedisLimiter(redis, limits);
  }

  async handle(): Promise<void> {
    const allowed = await this.#limiter.allow('accounting');
    if (allowed) accounting.questions++;
  }
}

await run(async () => {
  const redis = embeddedRedis(); // the one place where all count
  const instances = Array.from({ length: 4 }, () => new Instance(redis));
  for (let request = 1; request <= 15; request++) {
    for (const instance of instances) await instance.handle();
  }
  console.log(accounting.questions, 'questions, 10 are allowed');
});
