// Locks in opposite order: some interleavings deadlock.
// found: deadlock
import { sync } from 'concurrency-tutor';

export default async function main(): Promise<void> {
  const [a, b] = [new sync.Mutex(), new sync.Mutex()];
  const wg = new sync.WaitGroup();
  const both = async (first: sync.Mutex, second: sync.Mutex): Promise<void> => {
    using _first = await first.acquire();
    using _second = await second.acquire();
  };
  wg.go(both, a, b);
  wg.go(both, b, a);
  await wg.wait();
}
