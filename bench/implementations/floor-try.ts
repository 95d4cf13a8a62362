import { nothingToTry } from '../cases/nothing-to-try.ts';
import { trying as buffered } from '../floors/buffered.ts';
import { trying as fanIn } from '../floors/fan-in.ts';
import { trying as mutex } from '../floors/mutex.ts';
import { trying as pingPong } from '../floors/ping-pong.ts';
import { trying as select } from '../floors/select.ts';
import { trying as sieve } from '../floors/sieve.ts';
import { trying as timeout } from '../floors/timeout.ts';
import { trying as unbuffered } from '../floors/unbuffered.ts';
import type { Implementation } from '../harness/kinds.ts';

/** Raw promises, synchronous when possible. */
export const implementation: Implementation = {
  notComparable: nothingToTry,
  programs: { 'ping-pong': pingPong, unbuffered, buffered, select, 'fan-in': fanIn, sieve, mutex, timeout },
};
