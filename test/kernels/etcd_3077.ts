// Non-blocking / channel misuse
// The raft goroutine makes its stop and done channels after it has started, while the server goroutine reads those fields; only a sleep stands between.
// found: race
import { chan, go, nilChan, select, time, type Channel } from 'concurrency-tutor';

class RaftNode {
  stopping: Channel<void> = nilChan<void>();
  done: Channel<void> = nilChan<void>();

  async run(): Promise<void> {
    this.stopping = chan<void>(); // RACE
    this.done = chan<void>(); // RACE
    const ticker = time.newTicker(10);
    for (;;) {
      const event = await select({ tick: ticker.channel, stop: this.stopping });
      if (event.case === 'stop') break;
    }
    ticker.stop();
    this.done.close();
  }

  async stop(): Promise<void> {
    this.stopping.close(); // RACE
    await this.done.receive(); // RACE
  }
}

export default async function main(): Promise<void> {
  const raft = new RaftNode();
  go(async function runRaft() { await raft.run(); });
  await time.sleep(100);
  await raft.stop();
}
