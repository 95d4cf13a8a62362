// expect: type-error TS2740
import type {
  Channel, ReceiveChannel, SendChannel,
} from 'concurrency-tutor';

export function widen(exit: ReceiveChannel<number>): Channel<number> {
  return exit; // refused: an exit can neither send nor close
}

export function turnRound(
  exit: ReceiveChannel<number>,
): SendChannel<number> {
  return exit; // refused: an exit is no entrance
}
