// expect: type-error TS2339
import type { ReceiveChannel } from 'concurrency-tutor';

export async function firstOf(
  values: ReceiveChannel<number>,
): Promise<number | undefined> {
  const first = await values.receive();
  values.close(); // refused: a receiver does not close
  return first;
}
