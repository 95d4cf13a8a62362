// Two goroutines send to the same buffer: either is first.
// interleavings: 2
import { chan, go } from 'concurrency-tutor';

export default async function main(): Promise<void> {
  const ch = chan<number>(2);
  go(async function one() { await ch.send(1); });
  go(async function two() { await ch.send(2); });
}
