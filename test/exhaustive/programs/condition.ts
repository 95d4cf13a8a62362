// One waits for a condition that another makes true.
import { go, sync } from 'concurrency-tutor';

export default async function main(): Promise<void> {
  const mu = new sync.Mutex();
  const cond = new sync.Cond(mu);
  let ready = false;
  go(async function setter() { await mu.lock(); ready = true; cond.broadcast(); mu.unlock(); });
  await mu.lock();
  while (!ready) await cond.wait();
  mu.unlock();
}
