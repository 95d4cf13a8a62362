// Two that ask for the same thing to be done once.
import { gosched, sync } from 'concurrency-tutor';

export default async function main(): Promise<number> {
  const once = new sync.Once();
  const wg = new sync.WaitGroup();
  let calls = 0;
  for (let i = 0; i < 2; i++) wg.go(async function asker() { await once.do(async () => { await gosched(); calls++; }); });
  await wg.wait();
  return calls;
}
