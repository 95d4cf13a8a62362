import { go, threads } from 'concurrency-tutor';

const prime = threads.module<typeof import('./prime.ts')>(new URL('./prime.ts', import.meta.url));

/** Counts primes on two threads, whoever decides what runs when. */
export default async function main(): Promise<void> {
  const [jobs, results, wg] = [threads.chan<number>(2, 'jobs'), threads.chan<[number, boolean]>(1, 'results'), new threads.WaitGroup()];
  for (let i = 0; i < 2; i++) wg.go(prime, 'worker', jobs, results);
  go(async () => {
    for (let n = 0; n < 10; n++) await jobs.send(n);
    jobs.close();
    await wg.wait();
    results.close();
  });
  let count = 0;
  for await (const [, is] of results) if (is) count++;
  console.log(count);
}

export async function neverClosed(): Promise<void> {
  const [jobs, results, wg] = [threads.chan<number>(2, 'jobs'), threads.chan<[number, boolean]>(1, 'results'), new threads.WaitGroup()];
  wg.go(prime, 'worker', jobs, results);
  await jobs.send(7);
  await results.receive();
  await wg.wait();
}

const state = threads.module<typeof import('./state.ts')>(new URL('./state.ts', import.meta.url));

/** Each goroutine has a copy of its module and of what it is given. */
export async function copies(): Promise<void> {
  const [log, wg] = [threads.chan<string>(4), new threads.WaitGroup()];
  const given = { n: 0 };
  for (let i = 0; i < 2; i++) wg.go(state, 'change', given, log);
  await wg.wait();
  console.log(await log.receive(), await log.receive(), given.n);
}

/** Blocks the only thread there is. */
export async function blocking(): Promise<void> {
  const log = threads.chan<string>();
  threads.go(state, 'changeSync', log);
  await log.receive();
}

export async function together(): Promise<void> {
  const [mu, total, wg] = [new threads.Mutex('mu'), new threads.Int32(), new threads.WaitGroup()];
  for (let i = 0; i < 3; i++) wg.go(state, 'count', mu, total);
  await wg.wait();
  console.log(total.load());
}
