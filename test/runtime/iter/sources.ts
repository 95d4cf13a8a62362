import { chan, gosched, time, type iter } from '../../../src/index.ts';

/** What happened to a source, in order. */
export type Log = string[];

/** A generator of the numbers from 1 to `count` that says when it runs its `finally`. */
export async function* numbers(log: Log, count = Infinity, name = 'source'): AsyncGenerator<number, void, undefined> {
  try {
    for (let i = 1; i <= count; i++) {
      await gosched();
      log.push(`${name} ${i}`);
      yield i;
    }
  } finally {
    log.push(`${name} finally`);
  }
}

/** The same without `await`, for where nothing is to come in between. */
export function* plain(log: Log, count = Infinity, name = 'source'): Generator<number, void, undefined> {
  try {
    for (let i = 1; i <= count; i++) {
      log.push(`${name} ${i}`);
      yield i;
    }
  } finally {
    log.push(`${name} finally`);
  }
}

/** An iterator by hand that counts how often it is closed, and goes on when it is asked again afterwards. */
export function counting(): AsyncIterable<number> & { returns: number; nexts: number } {
  const source = {
    returns: 0,
    nexts: 0,
    [Symbol.asyncIterator]: (): AsyncIterator<number> => ({
      next: () => Promise.resolve({ value: ++source.nexts, done: false }),
      return: () => {
        source.returns++;
        return Promise.resolve({ value: undefined, done: true });
      },
    }),
  };
  return source;
}

/** A sequence that gives one value and then waits for something that never comes. */
export async function* stuck(): AsyncGenerator<string, void, undefined> {
  yield 'one';
  await chan<never>().receive();
}

/** Values that come with pauses, in milliseconds. */
export async function* paced(...pauses: number[]): AsyncGenerator<number, void, undefined> {
  for (const [i, pause] of pauses.entries()) {
    await time.sleep(pause);
    yield i;
  }
}

/** All values of a sequence. */
export async function collect<T>(source: iter.Seq<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of source) values.push(value);
  return values;
}

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it should have thrown');
}
