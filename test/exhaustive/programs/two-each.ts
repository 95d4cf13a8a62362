// Two goroutines with two sends each to the same buffer: 4! / (2! 2!) orders.
// interleavings: 6
import { chan, go } from 'concurrency-tutor';

export default async function main(): Promise<void> {
  const ch = chan<number>(4);
  for (let i = 0; i < 2; i++) go(async function sender() { await ch.send(i); await ch.send(i); });
}
