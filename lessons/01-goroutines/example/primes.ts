// module
import type { threads } from 'concurrency-tutor';

/** A piece of the work: the numbers from `from` up to, without, `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Counts the primes of each range that it is given. */
export async function countPrimes(
  ranges: threads.ReceiveChannel<Range>,
  counts: threads.SendChannel<number>,
): Promise<void> {
  for await (const { from, to } of ranges) {
    let count = 0;
    for (let n = from; n < to; n++) if (isPrime(n)) count++;
    await counts.send(count);
  }
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return n >= 2;
}
