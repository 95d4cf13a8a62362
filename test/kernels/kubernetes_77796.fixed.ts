// Each dispatcher collects in a buffer of its own.
import { chan, defer, sync, time, type Channel } from 'concurrency-tutor';

class Cacher {
  readonly mu = new sync.RWMutex();
  readonly watchers = new Map<number, Channel<string>>();

  async addWatcher(id: number): Promise<Channel<string>> {
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    const events = chan<string>(4);
    this.watchers.set(id, events);
    return events;
  }

  async dispatch(event: string): Promise<void> {
    for (const watcher of await this.collect()) {
      await watcher.send(event);
    }
  }

  private async collect(): Promise<readonly Channel<string>[]> {
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    return [...this.watchers.values()];
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
