// The channel is closed and stays where it is.
import { chan, select, sync, time } from 'concurrency-tutor';

class Source {
  readonly done = chan<void>();
  readonly changes = chan<string>();

  async watch(): Promise<void> {
    for (;;) {
      const event = await select({ change: this.changes, done: this.done, poll: time.after(10) });
      if (event.case === 'done') return;
    }
  }

  stop(): void {
    this.done.close();
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
