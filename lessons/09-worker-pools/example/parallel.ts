// expect: output
// | found 18310, 41724, 53100, 78846, 127483
// | the same as alone: true
// run: native
import { context, go, run, runtime, threads, time } from 'concurrency-tutor';
import type { Task } from './hash.ts';

const LIMIT = 150_000;
const hashing = threads.module<typeof import('./hash.ts')>(
  new URL('./hash.ts', import.meta.url),
);

/** The pool: a queue, a fixed number of workers, results. */
async function search(limit: number, workers: number): Promise<number[]> {
  const [ctx, cancel] = context.withCancel(context.background());
  const tasks = threads.chan<Task>(workers * 2);
  const found = threads.chan<number>(workers);
  const wg = new threads.WaitGroup();
  for (let w = 0; w < workers; w++) {
    wg.go(hashing, 'search', ctx, tasks, found);
  }
  go(async () => {
    for (let from = 0; from < limit; from += 2_500) {
      await tasks.send({ from, to: from + 2_500 });
    }
    tasks.close();
    await wg.wait();
    found.close();
  });
  const numbers: number[] = [];
  for await (const n of found) numbers.push(n);
  cancel();
  return numbers.toSorted((a, b) => a - b);
}

await run(async () => {
  const processors = runtime.numCPU();
  await search(10_000, processors); // starts the threads

  let began = time.now();
  const alone = await search(LIMIT, 1);
  const single = time.since(began);

  began = time.now();
  const together = await search(LIMIT, processors);
  const parallel = time.since(began);

  console.log(`found ${together.join(', ')}`);
  console.log(`the same as alone: ${String(alone) === String(together)}`);
  console.error(`1 thread: ${Math.round(single)} ms`);
  console.error(`${processors} threads: ${Math.round(parallel)} ms`);
  console.error(`${(single / parallel).toFixed(1)} times as fast`);
});
