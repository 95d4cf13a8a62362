// Blocking / resource deadlock / double locking
// Taking a connection of a closed client returns while it still holds the read lock; the second write lock in close waits for that lost reader.
// found: deadlock
// stuck: main | sync.RWMutex.Lock | mu
import { chan, context, defer, go, sync, type Context } from 'concurrency-tutor';

class Client {
  readonly mu = new sync.RWMutex();
  readonly ctx: Context;
  cancel: (() => void) | undefined;

  constructor() {
    [this.ctx, this.cancel] = context.withCancel(context.background());
  }

  async close(): Promise<void> {
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    if (!this.cancel) return;
    this.cancel();
    this.cancel = undefined;
    // The connection is shut without the lock.
    this.mu.unlock();
    await this.mu.lock();
  }
}

class RemoteClient {
  readonly mu = new sync.Mutex();
  readonly client: Client;

  constructor(client: Client) {
    this.client = client;
  }

  async acquire(): Promise<void> {
    await this.client.mu.rLock();
    const closed = this.client.cancel === undefined;
    await this.mu.lock();
    this.mu.unlock();
    if (closed) throw new Error('client is closed'); // the read lock is lost
    this.client.mu.rUnlock();
  }
}

async function request(remote: RemoteClient): Promise<string> {
  for (;;) {
    try {
      await remote.acquire();
    } catch (error) {
      return String(error);
    }
  }
}

export default async function main(): Promise<void> {
  const client = new Client();
  const remote = new RemoteClient(client);
  const done = chan<string>();
  go(async function get() {
    using _close = defer(() => done.close());
    await request(remote);
  });
  await client.close();
  await done.receive();
}
