// Non-blocking / channel misuse
// Stopping a source closes its channel and then clears the field, which the watching goroutine is still reading.
// found: race
import { chan, select, sync, time, type Channel } from 'concurrency-tutor';

class Source {
  done: Channel<void> | null = chan<void>();
  readonly changes = chan<string>();

  async watch(): Promise<void> {
    for (;;) {
      const event = await select({ change: this.changes, done: this.done, poll: time.after(10) }); // RACE
      if (event.case === 'done') return;
    }
  }

  stop(): void {
    this.done?.close();
    this.done = null; // RACE
  }
}

export default async function main(): Promise<void> {
  const source = new Source();
  const wg = new sync.WaitGroup();
  wg.go(async function watch() { await source.watch(); });
  await time.sleep(5);
  source.stop();
  await time.sleep(20);
}
