// expect: type-error TS2339
import type { ReceiveChannel, SendChannel } from 'concurrency-tutor';

export async function produce(
  numbers: SendChannel<number>,
): Promise<void> {
  await numbers.send(1);
  await numbers.receive(); // refused: a sender does not receive
}

export async function consume(
  numbers: ReceiveChannel<number>,
): Promise<void> {
  await numbers.receive();
  await numbers.send(1); // refused: a receiver does not send
}
