// The test waits for the goroutine before it restores the timeout.
import { defer, sync, time } from 'concurrency-tutor';

let minConnectTimeout = 20 * time.Second;

class Connection {
  readonly mu = new sync.Mutex();
  state = 'idle';

  async resetTransport(): Promise<void> {
    const timeout = minConnectTimeout;
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    this.state = `connecting for at most ${timeout} ms`;
  }
}

async function test(): Promise<void> {
  const before = minConnectTimeout;
  using _restore = defer(() => { minConnectTimeout = before; });
  minConnectTimeout = time.Second;
  const connection = new Connection();
  const wg = new sync.WaitGroup();
  wg.go(async function transport() {
    await connection.resetTransport();
  });
  await wg.wait();
}

export default async function main(): Promise<void> {
  await test();
}
