// Counters that are added to in one step: no update is lost.
import { atomic, sync } from 'concurrency-tutor';

export default async function main(): Promise<number> {
  const n = new atomic.Int32();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 3; i++) wg.go(function add() { n.add(1); });
  await wg.wait();
  if (n.load() !== 3) throw new Error('an update is lost');
  return n.load();
}
