import { chan, go, sync } from 'concurrency-tutor';

export default async function main(): Promise<number> {
  const [jobs, results] = [chan<number>(2), chan<number>()];
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 3; i++) wg.go(async function worker() { for await (const job of jobs) await results.send(job * job); });
  go(async function feed() { for (let i = 0; i < 5; i++) await jobs.send(i); jobs.close(); });
  go(async function end() { await wg.wait(); results.close(); });
  let sum = 0;
  for await (const result of results) {
    sum += result;
    if (sum > 20) break;
  }
  console.log(sum);
  return sum;
}
