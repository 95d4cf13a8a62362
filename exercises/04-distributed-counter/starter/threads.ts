/** The same comparison on several threads, ready to use: `demo.ts` calls it. You need not change this file. */
import { threads, time } from 'concurrency-tutor';
import type { Row } from './benchmark.ts';

const code = threads.module<typeof import('./threads-code.ts')>(new URL('./threads-code.ts', import.meta.url));

/** How a number is shared between threads, and who makes the changes. */
const ways = ['distributed, threads', 'mutex, threads', 'atomic, threads'] as const;

/** Measures the three ways with each number of threads. */
export async function benchmarkThreads(workers: readonly number[], changes: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const count of workers) {
    for (const name of ways) rows.push(await measure(name, count, changes));
  }
  return rows;
}

async function measure(name: (typeof ways)[number], workers: number, changes: number): Promise<Row> {
  const ready = new threads.WaitGroup();
  const start = threads.chan<true>(0);
  const everybody = new threads.WaitGroup();
  const total = new threads.Int32();
  const lock = new threads.Mutex();
  const requests = threads.chan<number>(64);
  const counted = new threads.WaitGroup();
  // The counter goroutine has a thread of its own, as each of the others has.
  if (name === 'distributed, threads') counted.go(code, 'count', requests, total);
  ready.add(workers);
  for (let i = 0; i < workers; i++) {
    const times = Math.floor(changes / workers) + (i < changes % workers ? 1 : 0);
    switch (name) {
      case 'distributed, threads': everybody.go(code, 'sendMany', times, requests, ready, start); break;
      case 'mutex, threads': everybody.go(code, 'addLocked', times, total, lock, ready, start); break;
      case 'atomic, threads': everybody.go(code, 'addAtomic', times, total, ready, start); break;
    }
  }
  await ready.wait();
  const started = time.now();
  start.close();
  await everybody.wait();
  requests.close();
  await counted.wait();
  const took = time.since(started);
  if (total.load() !== changes) throw new Error(`${name} counted ${total.load()} of ${changes} changes`);
  return { name, workers, changes, perSecond: changes / (took / time.Second) };
}
