// Blocking / resource deadlock / AB-BA
// The heartbeat sender holds the coalescing lock and takes each replica's raft lock; a ticking replica holds its raft lock and takes the coalescing lock.
// found: deadlock
// stuck: sendHeartbeats | sync.Mutex.Lock | raftMu
// stuck: tick | sync.Mutex.Lock | coalescedMu
import { defer, go, sync } from 'concurrency-tutor';

class Store {
  readonly coalescedMu = new sync.Mutex();
  readonly beats: number[] = [];
  readonly replicas: Replica[] = [];

  async sendQueuedHeartbeats(): Promise<void> {
    await this.coalescedMu.lock();
    using _unlock = defer(() => this.coalescedMu.unlock());
    this.beats.length = 0;
    for (const replica of this.replicas) await replica.reportUnreachable();
  }
}

class Replica {
  readonly raftMu = new sync.Mutex();
  readonly mu = new sync.Mutex();
  readonly store: Store;
  unreachable = 0;

  constructor(store: Store) {
    this.store = store;
  }

  async reportUnreachable(): Promise<void> {
    await this.raftMu.lock();
    using _unlock = defer(() => this.raftMu.unlock());
    this.unreachable++;
  }

  async tick(): Promise<void> {
    await this.raftMu.lock();
    using _unlock = defer(() => this.raftMu.unlock());
    await this.mu.lock();
    using _inner = defer(() => this.mu.unlock());
    await this.coalesce();
  }

  async coalesce(): Promise<void> {
    await this.store.coalescedMu.lock();
    using _unlock = defer(() => this.store.coalescedMu.unlock());
    this.store.beats.push(1);
  }
}

export default function main(): void {
  const store = new Store();
  const replica = new Replica(store);
  store.replicas.push(replica);
  go(async function sendHeartbeats() { await store.sendQueuedHeartbeats(); });
  go(async function tick() { await replica.tick(); });
}
