// A writer between two readers.
import { sync } from 'concurrency-tutor';

export default async function main(): Promise<number> {
  const mu = new sync.RWMutex();
  const wg = new sync.WaitGroup();
  let value = 0;
  let sum = 0;
  const total = new sync.Mutex();
  wg.go(async function writer() { await mu.lock(); value = 1; mu.unlock(); });
  for (let i = 0; i < 2; i++) {
    wg.go(async function reader() {
      await mu.rLock();
      const seen = value;
      mu.rUnlock();
      await total.lock();
      sum += seen;
      total.unlock();
    });
  }
  await wg.wait();
  return sum;
}
