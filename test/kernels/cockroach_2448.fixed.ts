// While it offers an event, the raft loop goes on receiving callbacks.
import { chan, go, select, sync, time, type Channel, type ReceiveChannel } from 'concurrency-tutor';

interface Raft {
  readonly proposals: Channel<number>;
  readonly events: Channel<() => Promise<void>>;
  readonly callbacks: Channel<() => void>;
  readonly stop: ReceiveChannel<void>;
}

async function raftLoop(raft: Raft, applied: sync.WaitGroup): Promise<void> {
  for (;;) {
    const next = await select({ stop: raft.stop, proposal: raft.proposals, callback: raft.callbacks });
    if (next.case === 'stop') return;
    if (next.case === 'proposal') await commit(raft, applied);
    else next.value?.();
  }
}

async function commit({ events, callbacks, stop }: Raft, applied: sync.WaitGroup): Promise<void> {
  const event = async (): Promise<void> => {
    await select({ sent: select.send(callbacks, () => applied.done()), stop });
  };
  for (;;) {
    const next = await select({ sent: select.send(events, event), callback: callbacks, stop });
    if (next.case !== 'callback') return;
    next.value?.();
  }
}

async function storeLoop({ events, stop }: Raft): Promise<void> {
  for (;;) {
    const next = await select({ stop, event: events });
    if (next.case === 'stop') return;
    await next.value?.();
  }
}

export default async function main(): Promise<void> {
  const stop = chan<void>();
  const raft: Raft = { proposals: chan<number>(4), events: chan(), callbacks: chan(), stop };
  const applied = new sync.WaitGroup();
  applied.add(3);
  go(raftLoop, raft, applied);
  go(storeLoop, raft);
  const ticks = time.newTicker(1);
  for (let index = 0; index < 3; index++) {
    const { case: which } = await select({ full: select.send(raft.proposals, index), default: true });
    if (which === 'default') await ticks.channel.receive();
  }
  ticks.stop();
  await applied.wait();
  stop.close();
}
