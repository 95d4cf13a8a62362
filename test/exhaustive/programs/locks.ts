// Two goroutines that take a lock and give it back: who is first, and whether the other comes while it is held.
import { sync } from 'concurrency-tutor';

export default async function main(): Promise<number> {
  const mu = new sync.Mutex();
  const wg = new sync.WaitGroup();
  let count = 0;
  for (let i = 0; i < 2; i++) {
    wg.go(async function worker() {
      using _held = await mu.acquire();
      count++;
    });
  }
  await wg.wait();
  return count;
}
