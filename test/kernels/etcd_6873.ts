// Blocking / mixed deadlock / channel and lock
// stop closes the update channel and waits for the worker while it holds the lock; the worker still has one buffered update, for which it wants the same lock.
// found: deadlock
// stuck: main | chan receive | done
// stuck: coalesceAll | sync.Mutex.Lock | mu
import { chan, defer, go, select, sync } from 'concurrency-tutor';

class Broadcasts {
  readonly mu = new sync.Mutex();
  readonly updates = chan<number>(1);
  readonly done = chan<void>();
  revision = 0;

  constructor() {
    const coalesceAll = async (): Promise<void> => {
      using _close = defer(() => this.done.close());
      for await (const revision of this.updates) await this.coalesce(revision);
    };
    go(coalesceAll);
  }

  async coalesce(revision: number): Promise<void> {
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    this.revision = revision;
  }

  async update(revision: number): Promise<void> {
    await select({ sent: select.send(this.updates, revision), default: true });
  }

  async stop(): Promise<void> {
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    this.updates.close();
    await this.done.receive();
  }
}

export default async function main(): Promise<void> {
  const broadcasts = new Broadcasts();
  await broadcasts.update(1);
  await broadcasts.stop();
}
