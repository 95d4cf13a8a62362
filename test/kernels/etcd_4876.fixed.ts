// The interval is set before the goroutine starts.
import { chan, defer, select, sync, time, type ReceiveChannel } from 'concurrency-tutor';

let controlInterval = 500;

async function sendControl(stop: ReceiveChannel<void>): Promise<number> {
  const ticker = time.newTicker(controlInterval);
  using _stop = defer(() => ticker.stop());
  for (let sent = 0; ; sent++) {
    const event = await select({ tick: ticker.channel, stop });
    if (event.case === 'stop') return sent;
  }
}

export default async function main(): Promise<void> {
  controlInterval = 10;
  const stop = chan<void>();
  const wg = new sync.WaitGroup();
  wg.go(sendControl, stop);
  await time.sleep(30);
  stop.close();
  await wg.wait();
}
