// Both loops unlock before they leave.
import { go, sync, time } from 'concurrency-tutor';

class Gossip {
  readonly mu = new sync.Mutex();
  closed = false;
}

async function untilClosed(gossip: Gossip): Promise<void> {
  for (;;) {
    await gossip.mu.lock();
    const { closed } = gossip;
    gossip.mu.unlock();
    if (closed) return;
    await time.sleep(1);
  }
}

async function maintain(gossip: Gossip): Promise<void> {
  await untilClosed(gossip);
  await untilClosed(gossip);
}

export default async function main(): Promise<void> {
  const gossip = new Gossip();
  go(maintain, gossip);
  await gossip.mu.lock();
  gossip.closed = true;
  gossip.mu.unlock();
}
