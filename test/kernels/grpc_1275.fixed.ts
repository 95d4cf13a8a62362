// Closing the stream closes what its reader waits for.
import { chan, defer, go, select, time, type Channel } from 'concurrency-tutor';

class Stream {
  readonly received: Channel<string> = chan<string>();
  readonly goAway = chan<void>();

  async read(): Promise<string | undefined> {
    const event = await select({ message: this.received, away: this.goAway });
    return event.case === 'message' ? event.value : undefined;
  }

  close(): void {
    this.received.close();
  }
}

export default async function main(): Promise<void> {
  const stream = new Stream();
  const done = chan<void>();
  go(async function read() {
    using _close = defer(() => done.close());
    await stream.read();
  });
  stream.close();
  const timer = time.newTimer(time.Second);
  const event = await select({ done, late: timer.channel });
  if (event.case === 'done') timer.stop();
}
