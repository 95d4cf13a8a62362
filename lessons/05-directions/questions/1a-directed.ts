// expect: type-error TS2504
// expect: type-error TS2339
import type { ReceiveChannel, SendChannel } from 'concurrency-tutor';

/** The same slip. The signature says what was meant, so both halves of the line are refused. */
export async function double(numbers: ReceiveChannel<number>, doubled: SendChannel<number>): Promise<void> {
  for await (const n of doubled) await numbers.send(2 * n);
}
