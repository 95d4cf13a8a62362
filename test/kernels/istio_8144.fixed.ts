// The counter is atomic.
import { atomic, chan, go, select, sync, time } from 'concurrency-tutor';

class TtlCache {
  readonly entries = new sync.Map<string, number>();
  readonly stopping = chan<void>();
  readonly onEvict: () => void;

  constructor(lifetime: number, onEvict: () => void) {
    this.onEvict = onEvict;
    const evict = async (): Promise<void> => { await this.evict(lifetime); };
    go(evict);
  }

  set(key: string): void {
    this.entries.store(key, time.now());
  }

  stop(): void {
    this.stopping.close();
  }

  private async evict(lifetime: number): Promise<void> {
    using ticker = time.newTicker(lifetime);
    for (;;) {
      const event = await select({ tick: ticker.channel, stop: this.stopping });
      if (event.case === 'stop') return;
      this.entries.range((key, since) => {
        if (time.since(since) >= lifetime && this.entries.loadAndDelete(key)[1]) this.onEvict();
        return true;
      });
    }
  }
}

export default async function main(): Promise<void> {
  const evicted = new atomic.Int32();
  const cache = new TtlCache(10, () => { evicted.add(1); });
  for (const key of ['a', 'b', 'c']) cache.set(key);
  await time.sleep(25);
  const seen = evicted.load();
  cache.stop();
  console.log(seen <= 3 ? 'evicted' : 'too many');
}
