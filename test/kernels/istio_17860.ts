// Blocking / communication deadlock / channel
// Every proxy epoch reports its exit on an unbuffered channel; the agent leaves when no epoch is active or when it is cancelled, and a late report has nobody to receive it.
// found: leak
// stuck: runEpoch | chan send | exits
import { chan, context, defer, go, select, sync, time, type Context } from 'concurrency-tutor';

class Agent {
  readonly mu = new sync.Mutex();
  readonly exits = chan<number>();
  readonly active = new Set<number>();

  async restart(epoch: number, lifetime: number): Promise<void> {
    await this.mu.lock();
    using _unlock = defer(() => this.mu.unlock());
    this.active.add(epoch);
    const runEpoch = async (): Promise<void> => {
      await time.sleep(lifetime);
      await this.exits.send(epoch);
    };
    go(runEpoch);
  }

  async run(ctx: Context): Promise<void> {
    for (;;) {
      const event = await select({ exited: this.exits, cancelled: ctx.done() });
      if (event.case === 'cancelled') return;
      await this.mu.lock();
      if (event.ok) this.active.delete(event.value);
      const left = this.active.size;
      this.mu.unlock();
      if (left === 0) return;
    }
  }
}

export default async function main(): Promise<void> {
  const agent = new Agent();
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  const stopped = chan<void>();
  await agent.restart(1, 20);
  await agent.restart(2, 40);
  go(async function runAgent() {
    using _close = defer(() => stopped.close());
    await agent.run(ctx);
  });
  const ticker = time.newTicker(10);
  using _stop = defer(() => ticker.stop());
  const late = time.after(30);
  for (;;) {
    const event = await select({ tick: ticker.channel, late, stopped });
    if (event.case === 'late') cancel();
    if (event.case === 'stopped') return;
  }
}
