// expect: type-error TS2339
import type { ReceiveChannel, SendChannel } from 'concurrency-tutor';

/** The same slip. Both lines are refused. */
export async function double(
  numbers: ReceiveChannel<number>,
  doubled: SendChannel<number>,
): Promise<void> {
  const [n, ok] = await doubled.receiveOk();
  if (ok) await numbers.send(2 * n);
}
