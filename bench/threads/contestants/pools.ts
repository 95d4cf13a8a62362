import { Piscina } from 'piscina';
import Tinypool from 'tinypool';
import workerpool from 'workerpool';
import { type Contestant, rate } from '../kinds.ts';

const tasks = new URL('../workers/tasks.js', import.meta.url);

/** A pool of worker threads, whoever made it. */
interface Pool {
  run(name: 'empty' | 'echo' | 'compute', argument: unknown): Promise<unknown>;
  close(): Promise<unknown>;
}

function measuring(open: (threads: number) => Pool): Contestant {
  const using = async <T>(threads: number, body: (pool: Pool) => Promise<T>): Promise<T> => {
    const pool = open(threads);
    try {
      return await body(pool);
    } finally {
      await pool.close();
    }
  };
  const rounds = async (pool: Pool, count: number): Promise<void> => {
    for (let n = 0; n < count; n++) await pool.run('echo', n);
  };
  const flood = (pool: Pool, count: number): Promise<unknown> => Promise.all(Array.from({ length: count }, () => pool.run('empty', undefined)));
  const timeOn = async (pool: Pool, count: number, all: number): Promise<number> => {
    const began = performance.now();
    await Promise.all(Array.from({ length: count }, () => pool.run('compute', { from: 0, count: all / count })));
    return performance.now() - began;
  };
  return {
    'round-trips': (size) => using(1, async (pool) => {
      await rounds(pool, 1_000);
      return rate(size, () => rounds(pool, size));
    }),
    'empty-tasks': (size) => using(2, async (pool) => {
      await flood(pool, 2_000);
      return rate(size, () => flood(pool, size));
    }),
    'speed-up': (size) => using(2, async (pool) => {
      await timeOn(pool, 2, 40);
      return (await timeOn(pool, 1, size)) / (await timeOn(pool, 2, size));
    }),
    'start': async () => {
      const began = performance.now();
      return using(1, async (pool) => {
        await pool.run('echo', 1);
        return performance.now() - began;
      });
    },
  };
}

export const piscina = measuring((threads) => {
  const pool = new Piscina({ filename: tasks.href, minThreads: threads, maxThreads: threads });
  return { run: (name, argument) => pool.run(argument, { name }) as Promise<unknown>, close: () => pool.destroy() };
});

export const tinypool = measuring((threads) => {
  const pool = new Tinypool({ filename: tasks.href, minThreads: threads, maxThreads: threads });
  return { run: (name, argument) => pool.run(argument, { name }) as Promise<unknown>, close: () => pool.destroy() };
});

export const workerPool = measuring((threads) => {
  const pool = workerpool.pool(new URL('../workers/workerpool.js', import.meta.url).pathname, { minWorkers: threads, maxWorkers: threads, workerType: 'thread' });
  return { run: async (name, argument) => pool.exec(name, [argument]), close: async () => pool.terminate() };
});
