// module
import { createHash } from 'node:crypto';
import type { context, threads } from 'concurrency-tutor';

/** A task of the pool: numbers to try. */
export interface Task {
  readonly from: number;
  readonly to: number;
}

/** A worker on a thread: looks for numbers whose hash begins with zeros. */
export async function search(
  ctx: context.Context,
  tasks: threads.ReceiveChannel<Task>,
  found: threads.SendChannel<number>,
): Promise<void> {
  for await (const { from, to } of tasks) {
    for (let n = from; n < to; n++) {
      // Seen even while this loop runs: the other thread writes it.
      if (ctx.err()) return;
      if (hash(n).startsWith('0000')) await found.send(n);
    }
  }
}

function hash(n: number): string {
  return createHash('sha256').update(`block ${n}`).digest('hex');
}
