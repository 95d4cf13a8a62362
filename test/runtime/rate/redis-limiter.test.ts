import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { context, go, rate, run, sync, time } from '../../../src/index.ts';
import { RUNS_TYPESCRIPT } from '../../support/child-program.ts';
import { clientOf, redisIsMissing, RedisServer } from './redis-server.ts';
import type { Allowed, Task } from './redis-worker.ts';

const missing = redisIsMissing();
if (missing !== undefined) console.warn(`The tests with a real Redis are skipped: ${missing}`);
const background = context.background();
/** Longer than any answer takes, even on a machine that is busy with other things. */
const PATIENT = 20_000;

describe.skipIf(missing !== undefined)(`with a real Redis${missing === undefined ? '' : `: skipped, ${missing}`}`, () => {
  let server: RedisServer;
  let redis: Redis;
  let keys = 0;
  let key: string;

  beforeAll(async () => {
    server = await RedisServer.start();
    redis = server.connect();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(() => { key = `key-${++keys}`; });

  const limiterOf = (options: Partial<rate.RedisLimiterOptions> = {}): rate.RedisLimiter =>
    new rate.RedisLimiter(clientOf(redis), { limit: 0.001, burst: 3, timeout: PATIENT, retryAfter: 0, ...options });

  test('the burst is allowed, and no more; each key has its own', () => run(async () => {
    const limiter = limiterOf();
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push(await limiter.allow(key));
    expect(answers).toEqual([true, true, true, false, false]);
    expect(await limiter.allow(`${key}-other`)).toBe(true);
  }));

  test('several at once are allowed together or not at all', () => run(async () => {
    const limiter = limiterOf();
    expect([await limiter.allowN(key, 2), await limiter.allowN(key, 2), await limiter.allowN(key, 1), await limiter.allowN(key, 4)]).toEqual([true, false, true, false]);
  }));

  test('it works outside any run too', async () => {
    expect(await limiterOf().allow(key)).toBe(true);
  });

  test('waiting takes as long as the limit says, by the clock', () => run(async () => {
    const limiter = limiterOf({ limit: 50, burst: 1 });
    const start = time.now();
    for (let i = 0; i < 4; i++) await limiter.wait(background, key);
    expect(time.since(start)).toBeGreaterThanOrEqual(60 - 1);
  }));

  test('goroutines that wait together all get their turn, one after the other', () => run(async () => {
    const limiter = limiterOf({ limit: 100, burst: 1 });
    const start = time.now();
    const wg = new sync.WaitGroup();
    for (let i = 0; i < 6; i++) wg.go(() => limiter.wait(background, key));
    await wg.wait();
    expect(time.since(start)).toBeGreaterThanOrEqual(50 - 1);
  }));

  test('waits that would be in vain fail at once, with the texts of Limiter, and take nothing', () => run(async () => {
    const limiter = limiterOf({ burst: 1 });
    await expect(limiter.waitN(background, key, 2)).rejects.toThrow("rate: Wait(n=2) exceeds limiter's burst 1");
    const [ended, end] = context.withCancel(background);
    end();
    await expect(limiter.wait(ended, key)).rejects.toBe(context.Canceled);
    await limiter.wait(background, key);
    const [ctx, cancel] = context.withTimeout(background, PATIENT);
    await expect(limiter.wait(ctx, key)).rejects.toThrow('rate: Wait(n=1) would exceed context deadline');
    cancel();
  }));

  test('whoever is cancelled while waiting gives the turn back', () => run(async () => {
    // A token an hour: nothing comes by itself.
    const limiter = limiterOf({ limit: 1 / 3_600, burst: 2 });
    expect(await limiter.allowN(key, 2)).toBe(true);
    const [ctx, cancel] = context.withCancel(background);
    go(async () => {
      while (tokensIn(await redis.get(`rate:${key}`)) > -1) await time.sleep(1);
      cancel();
    });
    await expect(limiter.waitN(ctx, key, 2)).rejects.toBe(context.Canceled);
    while (tokensIn(await redis.get(`rate:${key}`)) < 0) await time.sleep(1);
    expect(tokensIn(await redis.get(`rate:${key}`))).toBeCloseTo(0, 1);
  }));

  test('a key expires once its bucket is full again', () => run(async () => {
    await limiterOf({ limit: 10, burst: 5, prefix: 'p:' }).allowN(key, 5);
    const left = await redis.pttl(`p:${key}`);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(1_500);
  }));

  test('tokens are counted to the last one', () => run(async () => {
    const limiter = limiterOf({ burst: 1_234_567, limit: 1e-6 });
    expect([await limiter.allowN(key, 234_568), await limiter.allowN(key, 1_000_000), await limiter.allowN(key, 999_999), await limiter.allowN(key, 1)]).toEqual([true, false, true, false]);
  }));

  test('tokens are counted exactly, also at a limit of a million a second', () => run(async () => {
    const limiter = limiterOf({ limit: 1e6, burst: 1e6 });
    const start = time.now();
    let spent = 0;
    for (let i = 0; i < 20; i++) if (await limiter.allowN(key, 100_000)) spent += 100_000;
    // The two clocks are of one machine, and Redis cuts its own to microseconds.
    expect(spent).toBeLessThanOrEqual(1e6 + (time.since(start) + 1) * 1_000);
    expect(spent).toBeGreaterThanOrEqual(1e6);
  }));

  test('eight processes together never exceed the limit', async () => {
    const task = { port: server.port, key, limit: 200, burst: 40, calls: 250 };
    const allowed = (await Promise.all(Array.from({ length: 8 }, () => workerOf(task)))).flat();
    expect(allowed.length).toBeGreaterThanOrEqual(task.burst);
    expect(overruns(allowed, task)).toEqual([]);
  }, 120_000);

  describe('mistakes are not outages', () => {
    test('a key that holds something else', () => run(async () => {
      await redis.lpush(`rate:${key}`, 'a list');
      await redis.set(`rate:${key}-text`, 'some text');
      const limiter = limiterOf({ onUnavailable: 'allow' });
      await expect(limiter.allow(key)).rejects.toThrow(rate.RedisScriptError);
      await expect(limiter.allow(key)).rejects.toThrow(/WRONGTYPE/);
      await expect(limiter.wait(background, `${key}-text`)).rejects.toThrow('the key holds no state of a rate limiter');
    }));

    test('a user without permission', () => run(async () => {
      await redis.call('ACL', 'SETUSER', 'reader', 'on', '>secret', '~*', '+get', '+auth');
      const reader = server.connect();
      await reader.auth('reader', 'secret');
      const limiter = new rate.RedisLimiter(clientOf(reader), { limit: 1, burst: 1, timeout: PATIENT, onUnavailable: 'allow' });
      await expect(limiter.allow(key)).rejects.toThrow(/NOPERM/);
    }));
  });

  test('a server that may not write for now, being the copy of another, is an outage', () => run(async () => {
    await redis.call('REPLICAOF', '127.0.0.1', '1');
    const limiter = limiterOf();
    expect(await limiter.allow(key)).toBe(false);
    await expect(limiter.wait(background, key)).rejects.toThrow(/^rate: Redis is unavailable: .*READONLY/);
    await redis.call('REPLICAOF', 'NO', 'ONE');
    expect(await limiter.allow(key)).toBe(true);
  }));

  describe('outages', () => {
    test('killed in the middle: the fallback decides; started again: it goes on', () => run(async () => {
      await using own = await RedisServer.start();
      const client = clientOf(own.connect());
      const outages: rate.RedisUnavailableError[] = [];
      const limits = { limit: 0.001, burst: 1_000_000, timeout: PATIENT, retryAfter: 0 };
      const strict = new rate.RedisLimiter(client, { ...limits, observe: (error) => { outages.push(error); } });
      const lenient = new rate.RedisLimiter(client, { ...limits, onUnavailable: 'allow' });
      const local = new rate.RedisLimiter(client, { ...limits, onUnavailable: new rate.KeyedLimiter(() => new rate.Limiter(0, 2)) });
      const wg = new sync.WaitGroup();
      let before = 0;
      // These ask all the time while it dies.
      for (let i = 0; i < 10; i++) wg.go(async () => {
        while (await strict.allow(key)) before++;
      });
      while (before < 100) await time.sleep(1);
      await own.kill();
      await wg.wait();

      expect(outages.length).toBeGreaterThan(0);
      expect(await strict.allow(key)).toBe(false);
      await expect(strict.wait(background, key)).rejects.toThrow(rate.RedisUnavailableError);
      expect(await lenient.allow(key)).toBe(true);
      await lenient.wait(background, key);
      expect([await local.allow(key), await local.allow(key), await local.allow(key), await local.allow(`${key}-2`)]).toEqual([true, true, false, true]);

      await own.restart();
      while (!await strict.allow(key)) await time.sleep(5);
      await strict.wait(background, key);
    }));

    test('frozen, with the connection open: the time limit of each question, then the fallback', () => run(async () => {
      await using own = await RedisServer.start();
      const limiter = new rate.RedisLimiter(clientOf(own.connect()), { limit: 1_000, burst: 10, timeout: 300, retryAfter: 0 });
      while (!await limiter.allow(key)) await time.sleep(5);
      own.freeze();
      expect(await limiter.allow(key)).toBe(false);
      await expect(limiter.wait(background, key)).rejects.toThrow('rate: Redis is unavailable: no answer within 300 ms');
      const [ctx, cancel] = context.withTimeout(background, 10);
      await expect(limiter.wait(ctx, key)).rejects.toBe(context.DeadlineExceeded);
      cancel();
      own.thaw();
      while (!await limiter.allow(key)) await time.sleep(5);
    }));

    test('after an outage it does not ask for a while', () => run(async () => {
      await using own = await RedisServer.start();
      const outages: unknown[] = [];
      const limiter = new rate.RedisLimiter(clientOf(own.connect()), {
        limit: 1, burst: 1, timeout: PATIENT, retryAfter: time.Hour, observe: (error) => { outages.push(error); },
      });
      await own.kill();
      for (let i = 0; i < 50; i++) expect(await limiter.allow(key)).toBe(false);
      expect(outages).toHaveLength(1);
    }));
  });
});

/** The tokens that a key's state tells of. */
function tokensIn(state: string | null): number {
  return Number(state?.split(' ')[0] ?? NaN);
}

/** Runs one process; gives what it was allowed. */
async function workerOf(task: Task): Promise<readonly Allowed[]> {
  const child = fork(new URL('redis-worker.ts', import.meta.url), { execArgv: RUNS_TYPESCRIPT });
  const ended = once(child, 'exit');
  await once(child, 'message');
  child.send(task);
  const [allowed] = await once(child, 'message') as [readonly Allowed[]];
  expect(await ended).toEqual([0, null]);
  return allowed;
}

/** Stretches of time in which more was allowed for certain than the bucket holds and earns. Redis and the processes read the same clock. */
function overruns(allowed: readonly Allowed[], { limit, burst }: Task): string[] {
  const inOrder = allowed.toSorted((a, b) => a[1] - b[1]);
  const begins = [...new Set(allowed.map(([asked]) => asked))];
  return begins.flatMap((begin) => {
    let count = 0;
    return inOrder.flatMap(([asked, answered]) => {
      if (asked < begin) return [];
      count++;
      const most = burst + limit * (answered - begin) / time.Second;
      return count > most ? [`${count} in ${answered - begin} ms, ${most} at most`] : [];
    });
  });
}
