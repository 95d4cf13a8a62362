// Blocking / communication deadlock / channel and condition variable
// A follower that is told to close removes its watch, which waits for a condition that only a non-write event would broadcast; the event reader has only write events and is itself offering one.
// found: leak
// stuck: follow | sync.Cond.Wait | gone
// stuck: readEvents | select | events
import { chan, defer, go, select, sync, time, type Channel } from 'concurrency-tutor';

type FileEvent = 'write' | 'removed';

class Watcher {
  readonly mu = new sync.Mutex();
  readonly gone = new sync.Cond(this.mu);
  readonly events: Channel<FileEvent> = chan<FileEvent>();
  readonly errors = chan<Error>();
  readonly closed = chan<void>();
  watching = true;

  constructor() {
    const readEvents = async (): Promise<void> => { await this.readEvents(); };
    go(readEvents);
  }

  private async readEvents(): Promise<void> {
    for (;;) {
      const event = await this.nextEvent();
      if (await this.ignored(event)) continue;
      const { case: which } = await select({ sent: select.send(this.events, event), closed: this.closed });
      if (which === 'closed') return;
    }
  }

  private async nextEvent(): Promise<FileEvent> {
    await time.sleep(1);
    return 'write';
  }

  private async ignored(event: FileEvent): Promise<boolean> {
    if (event === 'write') return false;
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    this.watching = false;
    this.gone.broadcast();
    return true;
  }

  async remove(): Promise<void> {
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    while (this.watching) await this.gone.wait();
  }

  close(): void {
    this.closed.close();
  }
}

class LogWatcher {
  readonly closing = chan<void>();
  readonly once = new sync.Once();

  async close(): Promise<void> {
    await this.once.do(() => this.closing.close());
  }
}

async function follow(log: LogWatcher): Promise<void> {
  const watcher = new Watcher();
  for (;;) {
    const event = await select({ written: watcher.events, failed: watcher.errors, closing: log.closing });
    if (event.case === 'written') continue;
    await watcher.remove();
    watcher.close();
    return;
  }
}

export default async function main(): Promise<void> {
  const log = new LogWatcher();
  go(follow, log);
  await time.sleep(10);
  await log.close();
}
