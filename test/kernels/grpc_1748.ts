// Non-blocking / data race
// A test restores a global timeout when it ends, while a transport goroutine that it started is still reading it.
// found: race
import { chan, defer, go, sync, time } from 'concurrency-tutor';

let minConnectTimeout = 20 * time.Second;

class Connection {
  readonly mu = new sync.Mutex();
  state = 'idle';

  async resetTransport(): Promise<void> {
    const timeout = minConnectTimeout; // RACE
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    this.state = `connecting for at most ${timeout} ms`;
  }
}

async function test(): Promise<void> {
  const before = minConnectTimeout;
  using _restore = defer(() => { minConnectTimeout = before; }); // RACE
  minConnectTimeout = time.Second;
  const connection = new Connection();
  const started = chan<void>();
  go(async function transport() {
    started.close();
    await connection.resetTransport();
  });
  await started.receive();
}

export default async function main(): Promise<void> {
  await test();
}
