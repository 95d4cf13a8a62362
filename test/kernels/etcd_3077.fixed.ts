// The channels are made with the node, before anybody can use it.
import { chan, go, select, time } from 'concurrency-tutor';

class RaftNode {
  readonly stopping = chan<void>();
  readonly done = chan<void>();

  async run(): Promise<void> {
    const ticker = time.newTicker(10);
    for (;;) {
      const event = await select({ tick: ticker.channel, stop: this.stopping });
      if (event.case === 'stop') break;
    }
    ticker.stop();
    this.done.close();
  }

  async stop(): Promise<void> {
    this.stopping.close();
    await this.done.receive();
  }
}

export default async function main(): Promise<void> {
  const raft = new RaftNode();
  go(async function runRaft() { await raft.run(); });
  await time.sleep(100);
  await raft.stop();
}
