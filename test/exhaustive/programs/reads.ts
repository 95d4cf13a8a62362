// Goroutines that only read the same variable do not mind each other's order.
// interleavings: 1
import { go } from 'concurrency-tutor';

export default async function main(): Promise<void> {
  let total = 0;
  total += 1;
  const look = (): void => { if (total > 1) throw new Error('more than one'); };
  go(look);
  go(look);
  go(look);
}
