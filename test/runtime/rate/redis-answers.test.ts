/** What a `RedisLimiter` makes of answers that no real server gives when it is asked to; so a function stands in for the client. */
import { describe, expect, test } from 'vitest';
import { context, DeadlockError, chan, rate, run, runtime, time } from '../../../src/index.ts';
import { onVirtualTime } from './virtual-time.ts';

const background = context.background();
const never = new Promise<never>(() => {});
const limits = { limit: 1, burst: 5 };

/** A limiter whose client answers each question with what is given, in turn, and then with the last. */
function answering(...answers: (() => unknown)[]): { limiter: rate.RedisLimiter; asked: string[][] } {
  const asked: string[][] = [];
  const client: rate.RedisClient = { eval: async (_script, keys, args) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push([...keys, ...args]);
    return answer?.();
  } };
  return { limiter: new rate.RedisLimiter(client, { ...limits, retryAfter: 0, timeout: 500 }), asked };
}

const failing = (error: unknown) => (): never => { throw error; };

describe('replies', () => {
  test.each<[name: string, reply: unknown, allowed: boolean]>([
    ['numbers', [1, 0, '17'], true],
    ['strings', ['0', '250', '0'], false],
    ['bigints', [1n, 0n, '17'], true],
    ['bytes', [1, 0, Buffer.from('17')], true],
  ])('may be %s', (_name, reply, allowed) => run(async () => {
    expect(await answering(() => reply).limiter.allow('k')).toBe(allowed);
  }));

  test.each<[reply: unknown]>([[null], [undefined], ['OK'], [[]], [[1]], [[2, 0, '0']], [[1, -1, '0']], [[1, 'x', '0']], [{ 0: 1 }]])('%j is a mistake', (reply) => run(async () => {
    await expect(answering(() => reply).limiter.allow('k')).rejects.toThrow(rate.RedisScriptError);
  }));

  test('the script is asked with the key, the limit, the burst, the number and the longest wait', () => run(async () => {
    const { limiter, asked } = answering(() => [1, 0, '17']);
    await limiter.allowN('k', 2);
    await limiter.wait(background, 'k');
    expect(asked).toEqual([['rate:k', '1', '5', '2', '0', ''], ['rate:k', '1', '5', '1', '-1', '']]);
  }));
});

describe('errors', () => {
  const withName = (name: string, message: string): Error => Object.assign(new Error(message), { name });

  test.each<[error: unknown]>([
    [new Error('connect ECONNREFUSED 127.0.0.1:6379')],
    [new Error('ECONNRESET')],
    [new Error('Connection is closed.')],
    [new Error('Command timed out')],
    [new Error('Socket closed unexpectedly')],
    [withName('MaxRetriesPerRequestError', 'Reached the max retries per request limit (which is 1). Refer to "maxRetriesPerRequest" option for details.')],
    [withName('AbortError', 'Command aborted due to connection close')],
    [new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND redis') })],
    [withName('ReplyError', 'LOADING Redis is loading the dataset in memory')],
    [withName('ReplyError', 'CLUSTERDOWN The cluster is down')],
    [withName('SimpleError', "READONLY You can't write against a read only replica.")],
    [withName('ReplyError', "ERR Error running script (call to f_ab12): @user_script:28: @user_script: 28: -READONLY You can't write against a read only replica.")],
    ['gone'],
  ])('an outage: %s', (error) => run(async () => {
    const { limiter } = answering(failing(error));
    expect(await limiter.allow('k')).toBe(false);
    await expect(limiter.wait(background, 'k')).rejects.toMatchObject({ name: 'RedisUnavailableError', cause: error });
  }));

  test.each<[error: unknown]>([
    [withName('ReplyError', 'WRONGTYPE Operation against a key holding the wrong kind of value')],
    [withName('ReplyError', "NOPERM this user has no permissions to run the 'eval' command")],
    [withName('SimpleError', 'NOAUTH Authentication required.')],
    [withName('ReplyError', 'no code at all')],
    [new Error("ERR unknown command 'EVAL'")],
    [new Error('ERR Error running script (call to f_ab12): @user_script:9: attempt to compare nil with number')],
    [new TypeError('redis.evaluate is not a function')],
  ])('a mistake: %s', (error) => run(async () => {
    const { limiter } = answering(failing(error));
    await expect(limiter.allow('k')).rejects.toMatchObject({ name: 'RedisScriptError', cause: error });
    await expect(limiter.wait(background, 'k')).rejects.toThrow(rate.RedisScriptError);
  }));
});

describe('on virtual time', () => {
  test('no answer at all: the time limit, then the fallback', () => onVirtualTime(async () => {
    const { limiter } = answering(() => never);
    const start = time.now();
    expect(await limiter.allow('k')).toBe(false);
    expect(Math.round(time.since(start))).toBe(500);
    await expect(limiter.wait(background, 'k')).rejects.toThrow('no answer within 500 ms');
  }, 5));

  test('a wait takes as long as the answer says, and ends with the context', () => onVirtualTime(async () => {
    const { limiter, asked } = answering(() => [1, 3_000_000, '17']);
    const start = time.now();
    await limiter.wait(background, 'k');
    expect(Math.round(time.since(start))).toBe(3_000);
    const [ctx, cancel] = context.withCancel(background);
    time.afterFunc(1_000, cancel);
    await expect(limiter.wait(ctx, 'k')).rejects.toBe(context.Canceled);
    expect(Math.round(time.since(start))).toBe(4_000);
    await time.sleep(1);
    expect(asked.at(-1)).toEqual(['rate:k', '1', '5', '1', '0', '17']);
  }, 10));

  test('a turn that is granted when nobody waits for it any more is given back', () => onVirtualTime(async () => {
    const { limiter, asked } = answering(async () => {
      await time.sleep(2_000);
      return [1, 60_000_000, '17'];
    }, () => [1, 0, '0']);
    const [ctx, cancel] = context.withTimeout(background, 100);
    await expect(limiter.wait(ctx, 'k')).rejects.toBe(context.DeadlineExceeded);
    cancel();
    await time.sleep(3_000);
    expect(asked.at(-1)).toEqual(['rate:k', '1', '5', '1', '0', '17']);
  }, 10));

  test('a context that would end first is told to the script, in microseconds', () => onVirtualTime(async () => {
    const { limiter, asked } = answering(() => [0, 9_000_000, '0']);
    const [ctx, cancel] = context.withTimeout(background, 5_000);
    await expect(limiter.wait(ctx, 'k')).rejects.toThrow('rate: Wait(n=1) would exceed context deadline');
    cancel();
    expect(Number(asked[0]?.[4])).toBeGreaterThan(4_999_000);
    expect(Number(asked[0]?.[4])).toBeLessThanOrEqual(5_000_000);
  }, 5));
});

test('while an answer is awaited the dump says so, and that is no deadlock; afterwards it is', async () => {
  let dump = '';
  await expect(run(async () => {
    const { limiter } = answering(() => {
      dump = runtime.stack();
      return [1, 0, '17'];
    });
    expect(await limiter.allow('k')).toBe(true);
    await chan().receive();
  })).rejects.toThrow(DeadlockError);
  expect(dump).toContain('askRedis');
});

test.each([{ limit: 0 }, { limit: Infinity }, { burst: 0 }, { burst: 1.5 }, { timeout: 0 }, { retryAfter: -1 }])('%j is refused', (options) => {
  expect(() => new rate.RedisLimiter({ eval: () => never }, { ...limits, ...options })).toThrow(RangeError);
});
