// Whoever activates the plugin wakes those who wait for it.
import { chan, defer, go, sync } from 'concurrency-tutor';

class Plugin {
  readonly mu = new sync.Mutex();
  readonly activated = new sync.Cond(this.mu);
  active = false;

  async waitActive(): Promise<void> {
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    while (!this.active) await this.activated.wait();
  }

  async activate(): Promise<void> {
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    this.active = true;
    this.activated.broadcast();
  }
}

export default async function main(): Promise<void> {
  const plugin = new Plugin();
  const done = chan<void>();
  go(async function usePlugin() {
    await plugin.waitActive();
    done.close();
  });
  go(async function activate() { await plugin.activate(); });
  await done.receive();
}
