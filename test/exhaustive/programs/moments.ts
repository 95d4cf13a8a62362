// Goroutines that wake at different moments have one order.
// interleavings: 1
import { chan, go, time } from 'concurrency-tutor';

export default async function main(): Promise<void> {
  const ch = chan<number>(3);
  for (let i = 1; i < 4; i++) go(async function late() { await time.sleep(i); await ch.send(i); });
  await time.sleep(10);
}
