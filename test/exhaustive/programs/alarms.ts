// Three goroutines wake at the same moment and then send: 3! orders.
// interleavings: 6
import { chan, go, time } from 'concurrency-tutor';

export default async function main(): Promise<void> {
  const ch = chan<number>(3);
  for (let i = 0; i < 3; i++) go(async function late() { await time.sleep(5); await ch.send(i); });
  await time.sleep(10);
}
