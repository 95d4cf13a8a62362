/** The benchmark, drawn in the terminal and as benchmark.svg: `npx concurrency-tutor run demo.ts`. You need not change this file. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atomic, runtime } from 'concurrency-tutor';
import { benchmark, MutexCounter, type Contender, type Counter } from './benchmark.ts';
import { DistributedCounter } from './counter.ts';
import { plotSvg, plotText } from './plot.ts';
import { benchmarkThreads } from './threads.ts';

const workers = [1, 4, 16, 64];
const changes = 20_000;

/** A number that changes in one step. On one thread, any number does. */
class AtomicCounter implements Counter {
  readonly #count = new atomic.Int32();

  async add(delta: number): Promise<void> {
    this.#count.add(delta);
  }

  async read(): Promise<number> {
    return this.#count.load();
  }

  async close(): Promise<void> {}
}

const contenders: readonly Contender[] = [
  { name: 'distributed', make: () => new DistributedCounter({ counters: 4 }) },
  { name: 'mutex', make: () => new MutexCounter() },
  { name: 'atomic', make: () => new AtomicCounter() },
];

export default async function main(): Promise<void> {
  // `run` remembers where each goroutine waits, which takes longer than the waiting. Here speed is what counts.
  runtime.setDetail('off');
  console.log(`Changes per second, ${changes} in all, by goroutines on one thread\n`);
  // Once for nothing: code is slow until it has been used for a while.
  await benchmark(contenders, [4], changes);
  const rows = await benchmark(contenders, workers, changes);
  console.log(plotText(rows));

  console.log('\nThe same by goroutines on threads of their own\n');
  const threadRows = await benchmarkThreads([1, 2, 4], changes);
  console.log(plotText(threadRows));

  const file = join(import.meta.dirname, 'benchmark.svg');
  await writeFile(file, plotSvg([...rows, ...threadRows].sort((a, b) => a.workers - b.workers), 'Counting with many goroutines'));
  console.log('\nDrawn in benchmark.svg');
}
