// A counter that is read in one step and written in another: an update can be lost, and nothing but a search finds all ways.
// found: error
import { atomic, gosched, sync } from 'concurrency-tutor';

export default async function main(): Promise<void> {
  const n = new atomic.Int32();
  const wg = new sync.WaitGroup();
  for (let i = 0; i < 2; i++) wg.go(async function add() { const before = n.load(); await gosched(); n.store(before + 1); });
  await wg.wait();
  if (n.load() !== 2) throw new Error('an update is lost');
}
