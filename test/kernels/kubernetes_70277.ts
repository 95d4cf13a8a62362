// Blocking / communication deadlock / channel
// The wait returns after its first success, but the test then receives from a channel that nobody closes; the poller's own timer ends it much later.
// found: deadlock
// stuck: main | chan receive | done
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

async function waitFor(wait: Wait, condition: () => boolean, done: ReceiveChannel<void>): Promise<boolean> {
  const rounds = wait(done);
  for (;;) {
    const [, open] = await rounds.receiveOk();
    if (condition()) return true;
    if (!open) return false;
  }
}

export default async function main(): Promise<void> {
  const done = chan<void>();
  const stop = chan<void>();
  await waitFor(poller(time.Millisecond, 20 * time.Second), () => true, stop);
  await done.receive();
}
