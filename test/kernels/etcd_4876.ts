// Non-blocking / data race
// A test changes a package-level interval while a goroutine of the code under test is reading it.
// found: race
import { chan, defer, select, sync, time, type ReceiveChannel } from 'concurrency-tutor';

let controlInterval = 500;

async function sendControl(stop: ReceiveChannel<void>): Promise<number> {
  const ticker = time.newTicker(controlInterval); // RACE
  using _stop = defer(() => ticker.stop());
  for (let sent = 0; ; sent++) {
    const event = await select({ tick: ticker.channel, stop });
    if (event.case === 'stop') return sent;
  }
}

export default async function main(): Promise<void> {
  const stop = chan<void>();
  const wg = new sync.WaitGroup();
  wg.go(sendControl, stop);
  controlInterval = 10; // RACE
  await time.sleep(30);
  stop.close();
  await wg.wait();
}
