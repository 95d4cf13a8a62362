// expect: type-error TS2739
// expect: type-error TS2740
import type { Channel, ReceiveChannel, SendChannel } from 'concurrency-tutor';

export function widen(entrance: SendChannel<number>): Channel<number> {
  return entrance; // refused: half of the methods are missing
}

export function turnRound(exit: ReceiveChannel<number>): SendChannel<number> {
  return exit; // refused: an exit is no entrance
}
