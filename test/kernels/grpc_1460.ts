// Blocking / mixed deadlock / channel and lock
// The keepalive loop waits to be woken while it holds the lock; the new stream that would wake it needs that lock first.
// found: leak
// stuck: keepalive | chan receive | awaken
// stuck: newStream | sync.Mutex.Lock | mu
import { chan, go, select, sync, type Channel } from 'concurrency-tutor';

class Transport {
  readonly mu = new sync.Mutex();
  readonly awaken: Channel<void> = chan<void>(1);
  readonly streams: number[] = [];

  async keepalive(): Promise<void> {
    await this.mu.lock();
    if (this.streams.length === 0) {
      await select({ cleared: this.awaken, default: true });
      await this.awaken.receive();
    }
    this.mu.unlock();
  }

  async newStream(id: number): Promise<void> {
    await this.mu.lock();
    this.streams.push(id);
    if (this.streams.length === 1) await select({ woken: select.send(this.awaken, undefined), default: true });
    this.mu.unlock();
  }
}

export default async function main(): Promise<void> {
  const transport = new Transport();
  await transport.awaken.send();
  go(async function keepalive() { await transport.keepalive(); });
  go(async function newStream() { await transport.newStream(1); });
}
