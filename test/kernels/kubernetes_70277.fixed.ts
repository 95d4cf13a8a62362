// Whoever waits closes the channel that ends the poller, and the test waits for that one.
import { chan, defer, go, select, time, type ReceiveChannel } from 'concurrency-tutor';

type Wait = (done: ReceiveChannel<void>) => ReceiveChannel<void>;

function poller(interval: number, timeout: number): Wait {
  return (done) => {
    const rounds = chan<void>();
    go(async function poll() {
      using _close = defer(() => rounds.close());
      const ticker = time.newTicker(interval);
      using _stop = defer(() => ticker.stop());
      const timer = time.newTimer(timeout);
      using _stopTimer = defer(() => timer.stop());
      for (;;) {
        const event = await select({ tick: ticker.channel, late: timer.channel, done });
        if (event.case !== 'tick') return;
        await select({ round: select.send(rounds, undefined), default: true });
      }
    });
    return rounds;
  };
}

async function waitFor(wait: Wait, condition: () => boolean): Promise<ReceiveChannel<void>> {
  const done = chan<void>();
  using _close = defer(() => done.close());
  const rounds = wait(done);
  for (;;) {
    const [, open] = await rounds.receiveOk();
    if (condition()) return done;
    if (!open) return done;
  }
}

export default async function main(): Promise<void> {
  const done = await waitFor(poller(time.Millisecond, 20 * time.Second), () => true);
  await done.receive();
}
