// expect: type-error TS2740
import type { Channel, ReceiveChannel } from 'concurrency-tutor';

export function widen(exit: ReceiveChannel<number>): Channel<number> {
  return exit; // refused: an exit can neither send nor close
}
