import type { threads } from 'concurrency-tutor';

export async function worker(jobs: threads.ReceiveChannel<number>, results: threads.SendChannel<[number, boolean]>): Promise<void> {
  for await (const n of jobs) await results.send([n, isPrime(n)]);
}

function isPrime(n: number): boolean {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return n > 1;
}
