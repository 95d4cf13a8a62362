import { gosched, sync } from 'concurrency-tutor';

export default async function main(): Promise<void> {
  const [a, b] = [new sync.Mutex(), new sync.RWMutex()];
  const wg = new sync.WaitGroup();
  wg.go(async function left() { await a.lock(); await gosched(); await b.lock(); b.unlock(); a.unlock(); });
  wg.go(async function right() { await b.rLock(); await a.lock(); a.unlock(); b.rUnlock(); });
  await wg.wait();
}
