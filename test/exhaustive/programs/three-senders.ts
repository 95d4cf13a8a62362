// Three goroutines send to the same buffer: 3! orders.
// interleavings: 6
import { chan, go } from 'concurrency-tutor';

export default async function main(): Promise<void> {
  const ch = chan<number>(3);
  for (let i = 0; i < 3; i++) go(async function sender() { await ch.send(i); });
}
