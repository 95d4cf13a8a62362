import { clock } from '../harness/clock.ts';
import { checkSum } from '../harness/check.ts';
import type { Outcome, Program } from '../harness/kinds.ts';
import { heldSince, memoryNow, nextTurn } from '../harness/memory.ts';
import type { ChannelKit } from './kit.ts';

/** Starts goroutines that all wait on one channel; then releases them. Starting and parking is timed, memory is what they hold while parked. */
export function spawnAndPark<C, R>({ run, go, channel, send, receive, received }: ChannelKit<C, R>): Program {
  return async (goroutines) => {
    let outcome: Outcome | undefined;
    await run(async () => {
      const gate = channel(0);
      let begun = 0;
      let sum = 0;
      const before = memoryNow();
      const start = clock();
      for (let i = 0; i < goroutines; i++) {
        go(async () => {
          begun++;
          const value = received(await receive(gate));
          sum += value;
        });
      }
      while (begun < goroutines) await nextTurn();
      const seconds = (clock() - start) / 1_000;
      const parked = memoryNow();
      outcome = { seconds, memory: heldSince(before, parked) };
      for (let i = 0; i < goroutines; i++) await send(gate, i);
      await nextTurn();
      checkSum(sum, goroutines);
    });
    return outcome;
  };
}
