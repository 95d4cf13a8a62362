// Blocking / resource deadlock / double locking
// Both maintenance loops leave without unlocking once the node is closed, and the second loop of the same goroutine locks what it still holds.
// found: deadlock
// stuck: maintain | sync.Mutex.Lock | mu
import { go, sync, time } from 'concurrency-tutor';

class Gossip {
  readonly mu = new sync.Mutex();
  closed = false;
}

async function bootstrap(gossip: Gossip): Promise<void> {
  for (;;) {
    await gossip.mu.lock();
    if (gossip.closed) break; // still locked
    gossip.mu.unlock();
    await time.sleep(1);
  }
}

async function manage(gossip: Gossip): Promise<void> {
  for (;;) {
    await gossip.mu.lock();
    if (gossip.closed) break;
    gossip.mu.unlock();
    await time.sleep(1);
  }
}

async function maintain(gossip: Gossip): Promise<void> {
  await bootstrap(gossip);
  await manage(gossip);
}

export default async function main(): Promise<void> {
  const gossip = new Gossip();
  go(maintain, gossip);
  await gossip.mu.lock();
  gossip.closed = true;
  gossip.mu.unlock();
}
