import { awaiting as buffered } from '../floors/buffered.ts';
import { awaiting as fanIn } from '../floors/fan-in.ts';
import { awaiting as flat } from '../floors/flat.ts';
import { awaiting as mutex } from '../floors/mutex.ts';
import { awaiting as pingPong } from '../floors/ping-pong.ts';
import { awaiting as select } from '../floors/select.ts';
import { awaiting as sieve } from '../floors/sieve.ts';
import { awaiting as spawn } from '../floors/spawn.ts';
import { awaiting as timeout } from '../floors/timeout.ts';
import { firing, stopping } from '../floors/timers.ts';
import { awaiting as unbuffered } from '../floors/unbuffered.ts';
import type { Implementation } from '../harness/kinds.ts';

/** Raw promises, one await per operation. */
export const implementation: Implementation = {
  programs: {
    'ping-pong': pingPong, unbuffered, buffered, select, 'fan-in': fanIn, sieve, mutex,
    'spawn-100k': spawn, 'spawn-1m': spawn,
    timers: stopping, 'timers-fire': firing, timeout,
    'flat-10': flat, 'flat-1k': flat, 'flat-100k': flat, 'flat-1m': flat,
  },
};
