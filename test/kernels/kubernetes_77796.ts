// Non-blocking / data race
// The cacher collects those to tell in one buffer, which it empties under the lock; but each dispatcher goes through it after the lock is given back.
// found: race
import { chan, defer, sync, time, type Channel } from 'concurrency-tutor';

class Cacher {
  readonly mu = new sync.RWMutex();
  readonly watchers = new Map<number, Channel<string>>();
  buffer: Channel<string>[] = [];

  async addWatcher(id: number): Promise<Channel<string>> {
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    const events = chan<string>(4);
    this.watchers.set(id, events);
    return events;
  }

  async dispatch(event: string): Promise<void> {
    await this.startDispatching();
    for (const watcher of this.buffer) { // RACE
      await watcher.send(event);
    }
  }

  private async startDispatching(): Promise<void> {
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    this.buffer.length = 0; // RACE
    for (const watcher of this.watchers.values()) {
      this.buffer.push(watcher); // RACE
    }
  }
}

export default async function main(): Promise<void> {
  const cacher = new Cacher();
  await cacher.addWatcher(1);
  await cacher.addWatcher(2);
  const wg = new sync.WaitGroup();
  wg.go(async function dispatchAdded() { await cacher.dispatch('added'); });
  wg.go(async function dispatchDeleted() { await cacher.dispatch('deleted'); });
  await time.sleep(1);
  await wg.wait();
}
