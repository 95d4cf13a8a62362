// module
import { time, type rate } from 'concurrency-tutor';

interface State {
  tokens: number;
  /** The moment at which they were counted. */
  counted: number;
}

export interface EmbeddedRedis extends rate.RedisClient {
  /** How many questions have come. */
  questions: number;
}

/**
 * Stands in for a Redis server, so that the programs of this lesson run
 * without one. It counts as the script of `rate.RedisLimiter` does. It
 * gives nothing back.
 */
export function embeddedRedis(): EmbeddedRedis {
  const states = new Map<string, State>();
  return {
    questions: 0,
    async eval(_script, keys, args) {
      this.questions++;
      const [limit = 0, burst = 0, n = 0, longest = 0] = args.map(Number);
      const now = time.now(); // the server's clock
      const key = keys.join();
      const state = states.get(key) ?? { tokens: burst, counted: now };
      const dropped = (now - state.counted) * limit / time.Second;
      const tokens = Math.min(burst, state.tokens + dropped);
      const missing = Math.max(0, n - tokens);
      const delay = Math.ceil(missing / limit * 1_000_000);
      const refused = longest >= 0 && delay > longest;
      if (refused) return [0, delay, '0'];
      states.set(key, { tokens: tokens - n, counted: now });
      return [1, delay, String(Math.round(now * 1000) + delay)];
    },
  };
}
