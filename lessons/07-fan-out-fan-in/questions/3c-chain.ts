// expect: output
// | 1, 1, 1 workers: 15500 ms
// | 5, 3, 2 workers: 3900 ms
// | 5, 5, 5 workers: 3500 ms
import { run, time } from 'concurrency-tutor';
import { source, stage } from './3e-stage.ts';

type Counts = readonly [number, number, number];

/** Thirty orders: read, check and save, with so many workers each. */
async function timeFor(counts: Counts): Promise<number> {
  const [readers, checkers, savers] = counts;
  const start = time.now();
  const orders = source(Array.from({ length: 30 }, (_, i) => i));
  const read = stage(readers, orders, async (order) => {
    await time.sleep(500);
    return `order ${order}`;
  });
  const checked = stage(checkers, read, async (text) => {
    await time.sleep(300);
    return { text, good: true };
  });
  const saved = stage(savers, checked, async ({ good }) => {
    await time.sleep(200);
    return good;
  });
  let count = 0;
  for await (const good of saved) if (good) count++;
  if (count !== 30) throw new Error(`${count} orders saved`);
  return Math.round(time.since(start));
}

const one: Counts = [1, 1, 1];
const fitting: Counts = [5, 3, 2];
const everywhereFive: Counts = [5, 5, 5];

await run(async () => {
  for (const counts of [one, fitting, everywhereFive]) {
    const elapsed = await timeFor(counts);
    console.log(`${counts.join(', ')} workers: ${elapsed} ms`);
  }
});
