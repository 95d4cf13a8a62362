// expect: output
// | 78498 primes below 1000000
// run: native
import { go, run, runtime, threads, time } from 'concurrency-tutor';
import type { Range } from './primes.ts';

const LIMIT = 1_000_000;
const STEP = 20_000;

const primes = threads.module<typeof import('./primes.ts')>(
  new URL('./primes.ts', import.meta.url),
);

/** Counts the primes below a limit on so many threads. */
async function count(limit: number, workers: number): Promise<number> {
  const ranges = threads.chan<Range>(workers);
  const counts = threads.chan<number>(workers);
  const wg = new threads.WaitGroup();
  for (let w = 0; w < workers; w++) {
    wg.go(primes, 'countPrimes', ranges, counts);
  }
  go(async () => {
    for (let from = 0; from < limit; from += STEP) {
      await ranges.send({ from, to: Math.min(from + STEP, limit) });
    }
    ranges.close();
    await wg.wait();
    counts.close();
  });
  let sum = 0;
  for await (const found of counts) sum += found;
  return sum;
}

await run(async () => {
  const processors = runtime.numCPU();
  await count(50_000, processors); // starts the threads

  let began = time.now();
  const alone = await count(LIMIT, 1);
  const single = time.since(began);

  began = time.now();
  const together = await count(LIMIT, processors);
  const parallel = time.since(began);

  if (alone !== together) throw new Error('they disagree');
  console.log(`${together} primes below ${LIMIT}`);
  // Differs from machine to machine, so it goes to the other stream.
  console.error(`1 thread: ${Math.round(single)} ms`);
  console.error(`${processors} threads: ${Math.round(parallel)} ms`);
  console.error(`${(single / parallel).toFixed(1)} times as fast`);
});
