// expect: type-error TS2740
import type {
  Channel, ReceiveChannel, SendChannel,
} from 'concurrency-tutor';

export function widen(exit: ReceiveChannel<number>): Channel<number> {
  return exit; // refused: an exit can neither send nor close
}

export function turnRound(
  entrance: SendChannel<number>,
): ReceiveChannel<number> {
  return entrance; // refused: an entrance is no exit
}
