// Independent goroutines that main waits for: its wait comes before or after each of their two ends, which do not mind each other.
// interleavings: 4
import { chan, sync } from 'concurrency-tutor';

export default async function main(): Promise<void> {
  const [a, b] = [chan<number>(2), chan<number>(2)];
  const wg = new sync.WaitGroup();
  wg.go(async function left() { await a.send(1); await a.send(2); });
  wg.go(async function right() { await b.send(1); await b.send(2); });
  await wg.wait();
}
