// A consumer that cannot start closes its channel, and whoever waits there learns of it.
import { atomic, chan, defer, go, sync } from 'concurrency-tutor';

const BUFFER = 16;
const NeedMoreRows = 0;
const ConsumerClosed = 1;

class RowChannel {
  readonly rows = chan<string>(BUFFER);
  readonly status = new atomic.Int32(NeedMoreRows);

  async push(row: string): Promise<void> {
    if (this.status.load() === ConsumerClosed) return;
    await this.rows.send(row);
  }

  consumerClosed(): void {
    this.status.store(ConsumerClosed);
  }
}

class Outbox {
  readonly channel = new RowChannel();

  async run(): Promise<void> {
    using _closed = defer(() => this.channel.consumerClosed());
    if (!(await this.connect())) return;
    for await (const _row of this.channel.rows);
  }

  private async connect(): Promise<boolean> {
    await Promise.resolve();
    return false;
  }
}

export default async function main(): Promise<void> {
  const outbox = new Outbox();
  for (let row = 0; row < BUFFER; row++) await outbox.channel.push(`row ${row}`);
  const wg = new sync.WaitGroup();
  wg.add();
  go(async function flow() {
    using _done = defer(() => wg.done());
    await outbox.run();
  });
  await wg.wait();
  await outbox.channel.push('one more');
}
