import { clock } from '../harness/clock.ts';
import type { Outcome, Program } from '../harness/kinds.ts';
import type { ChannelKit } from './kit.ts';

/** Round trips of all pairs together: as many whether they are few or many, but two for each pair at least. */
const ROUNDS = 200_000;

/** How many round trips each of so many pairs makes. */
export function roundsOf(pairs: number): number {
  return Math.max(2, Math.round(ROUNDS / pairs));
}

/** Sends and receives of one pair: four a round trip, and two each for the gate and for the end. */
export function operationsOf(pairs: number): number {
  return pairs * (roundsOf(pairs) * 4 + 4);
}

/** Goroutines in pairs that pass a value to and fro, all pairs at once. Timed from when all are parked until all are through. */
export function passToAndFro<C, R>({ run, go, channel, send, receive, received }: ChannelKit<C, R>): Program {
  return async (goroutines) => {
    const pairs = goroutines / 2;
    const rounds = roundsOf(pairs);
    let seconds = 0;
    await run(async () => {
      const begin = channel(0);
      const end = channel(0);
      let begun = 0;
      for (let pair = 0; pair < pairs; pair++) {
        const ping = channel(0);
        const pong = channel(0);
        go(async () => {
          begun++;
          for (let i = 0; i < rounds; i++) await send(pong, received(await receive(ping)));
        });
        go(async () => {
          begun++;
          await receive(begin);
          for (let i = 0; i < rounds; i++) {
            await send(ping, i);
            await receive(pong);
          }
          await send(end, pair);
        });
      }
      while (begun < goroutines) await new Promise((resolve) => { setImmediate(resolve); });
      globalThis.gc?.();
      const start = clock();
      for (let pair = 0; pair < pairs; pair++) await send(begin, pair);
      for (let pair = 0; pair < pairs; pair++) await receive(end);
      seconds = (clock() - start) / 1_000;
    });
    return { seconds, operations: operationsOf(pairs) } satisfies Outcome;
  };
}
