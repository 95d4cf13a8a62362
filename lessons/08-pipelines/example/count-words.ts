// module
import type { threads } from 'concurrency-tutor';

/** How often each word occurs. */
export type Counts = ReadonlyMap<string, number>;

/** A stage that runs on a thread: text comes in, counts go out. */
export async function countWords(
  texts: threads.ReceiveChannel<string>,
  counts: threads.SendChannel<Counts>,
): Promise<void> {
  for await (const text of texts) {
    const found = new Map<string, number>();
    for (const [word] of text.toLowerCase().matchAll(/\p{Letter}+/gu)) {
      found.set(word, (found.get(word) ?? 0) + 1);
    }
    await counts.send(found);
  }
}
