// module
import { open } from 'node:fs/promises';
import { iter } from 'concurrency-tutor';

/**
 * Writes one JSON array, a batch at a time.
 * @returns how many values are in it
 */
export async function writeJson(
  path: string, values: AsyncIterable<unknown>, batchSize: number,
): Promise<number> {
  await using file = await open(path, 'w');
  let count = 0;
  await file.write('[');
  for await (const batch of iter.chunk(values, batchSize)) {
    const texts = batch.map((value) => JSON.stringify(value));
    await file.write((count > 0 ? ',\n' : '\n') + texts.join(',\n'));
    count += batch.length;
  }
  await file.write('\n]\n');
  return count;
}
