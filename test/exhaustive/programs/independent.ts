// Two goroutines that touch nothing in common have one order that matters; nobody waits for them.
// interleavings: 1
import { chan, go } from 'concurrency-tutor';

export default async function main(): Promise<void> {
  const [a, b] = [chan<number>(2), chan<number>(2)];
  go(async function left() { await a.send(1); await a.send(2); });
  go(async function right() { await b.send(1); await b.send(2); });
}
