// One goroutine has one order.
// interleavings: 1
import { chan } from 'concurrency-tutor';

export default async function main(): Promise<void> {
  const ch = chan<number>(1);
  await ch.send(1);
  await ch.receive();
}
