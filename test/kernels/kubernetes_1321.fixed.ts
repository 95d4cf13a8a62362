// A watcher that stops says so on a channel of its own first, so that nobody waits to send to it.
import { chan, defer, go, select, sync, type Channel } from 'concurrency-tutor';

class Watch {
  readonly result: Channel<string> = chan<string>();
  readonly id: number;
  readonly mux: Mux;
  readonly leaving = chan<void>();
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
    this.leaving.close();
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
      for (const { result, leaving } of this.watches.values()) await select({ sent: select.send(result, event), leaving });
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
