import { gosched, sync } from 'concurrency-tutor';

export default async function main(): Promise<void> {
  const counts = new Map<string, number>();
  let total = 0;
  const wg = new sync.WaitGroup();
  for (const word of ['a', 'b', 'a']) {
    wg.go(async function count() {
      const before = counts.get(word) ?? 0;
      await gosched();
      counts.set(word, before + 1);
      total++;
    });
  }
  await wg.wait();
  console.log(total, [...counts]);
}
