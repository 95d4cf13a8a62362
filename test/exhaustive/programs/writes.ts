// Goroutines that write the same variable, when main has gone: 3! orders.
// interleavings: 6
import { go } from 'concurrency-tutor';

export default async function main(): Promise<void> {
  let last = 0;
  for (let i = 1; i < 4; i++) go(function write() { last = last * 10 + i; });
}
