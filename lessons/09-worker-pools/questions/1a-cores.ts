// expect: output
// | 168 primes below 1000
import { run, chan, runtime, sync } from 'concurrency-tutor';

/** How many primes there are from `from` up to, not with, `to`. */
function countPrimes(from: number, to: number): number {
  let count = 0;
  for (let n = Math.max(2, from); n < to; n++) {
    let divisor = 2;
    while (divisor * divisor <= n && n % divisor !== 0) divisor++;
    if (divisor * divisor > n) count++;
  }
  return count;
}

await run(async () => {
  const workerCount = runtime.numCPU(); // the start for computing
  const ranges = chan<number>(10);
  const counts = chan<number>(10);
  const workers = new sync.WaitGroup();
  for (let n = 0; n < workerCount; n++) {
    workers.go(async () => {
      for await (const from of ranges) {
        await counts.send(countPrimes(from, from + 100));
      }
    });
  }
  for (let from = 0; from < 1000; from += 100) await ranges.send(from);
  ranges.close();
  await workers.wait(); // counts has room for all ten
  counts.close();
  let sum = 0;
  for await (const count of counts) sum += count;
  console.log(sum, 'primes below 1000');
});
