// Three goroutines with four sends each to the same buffer: 12! / (4! 4! 4!) orders.
// interleavings: 34650
import { chan, go } from 'concurrency-tutor';

export default async function main(): Promise<void> {
  const ch = chan<number>(12);
  for (let i = 0; i < 3; i++) go(async function sender() { for (let k = 0; k < 4; k++) await ch.send(i); });
}
