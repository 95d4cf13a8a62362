// module
import type { threads } from 'concurrency-tutor';

/** Squares what it receives. */
export async function square(
  numbers: threads.ReceiveChannel<number>,
  squares: threads.SendChannel<number>,
): Promise<void> {
  for await (const n of numbers) await squares.send(n * n);
}
