// expect: type-error TS2739
import type { ReceiveChannel, SendChannel } from 'concurrency-tutor';

export function turnRound(
  exit: ReceiveChannel<number>,
): SendChannel<number> {
  return exit; // refused: an exit is no entrance
}
