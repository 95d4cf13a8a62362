// Blocking / mixed deadlock / channel and lock
// The distributor holds the multiplexer's lock while it sends to a watcher; the watcher's stop wants that lock to close the channel.
// found: leak
// stuck: distribute | chan send | result
// stuck: stopWatching | sync.Mutex.Lock | mu
import { chan, defer, go, sync, type Channel } from 'concurrency-tutor';

class Watch {
  readonly result: Channel<string> = chan<string>();
  readonly id: number;
  readonly mux: Mux;
  readonly stopMu = new sync.Mutex();
  stopped = false;

  constructor(id: number, mux: Mux) {
    this.id = id;
    this.mux = mux;
  }

  async stop(): Promise<void> {
    await this.stopMu.lock();
    using _unlock = defer(() => this.stopMu.unlock());
    if (this.stopped) return;
    this.stopped = true;
    await this.mux.remove(this.id);
  }
}

class Mux {
  readonly mu = new sync.Mutex();
  readonly watches = new Map<number, Watch>();
  readonly incoming = chan<string>();

  async watch(): Promise<Watch> {
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    const watch = new Watch(this.watches.size + 1, this);
    this.watches.set(watch.id, watch);
    return watch;
  }

  async remove(id: number): Promise<void> {
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    this.watches.get(id)?.result.close();
    this.watches.delete(id);
  }

  async distribute(): Promise<void> {
    for await (const event of this.incoming) {
      await this.mu.lock();
      using _unlock = defer(() => this.mu.unlock());
      for (const { result } of this.watches.values()) await result.send(event);
    }
  }
}

export default async function main(): Promise<void> {
  const mux = new Mux();
  go(async function distribute() { await mux.distribute(); });
  const watch = await mux.watch();
  go(async function stopWatching() { await watch.stop(); });
  await mux.incoming.send('added');
  mux.incoming.close();
}
