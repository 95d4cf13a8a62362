import { operationsOf, roundsOf } from '../cases/flat.ts';
import { clock } from '../harness/clock.ts';
import type { Outcome } from '../harness/kinds.ts';
import { nextTurn } from '../harness/memory.ts';
import { Unbuffered } from './channels/unbuffered.ts';

/** One await per operation. */
export async function awaiting(goroutines: number): Promise<Outcome> {
  const pairs = goroutines / 2;
  const rounds = roundsOf(pairs);
  const begin = new Unbuffered();
  const end = new Unbuffered();
  for (let pair = 0; pair < pairs; pair++) {
    const ping = new Unbuffered();
    const pong = new Unbuffered();
    void (async () => {
      for (let i = 0; i < rounds; i++) await pong.send(await ping.receive());
    })();
    void (async () => {
      await begin.receive();
      for (let i = 0; i < rounds; i++) {
        await ping.send(i);
        await pong.receive();
      }
      await end.send(pair);
    })();
  }
  await nextTurn();
  globalThis.gc?.();
  const start = clock();
  for (let pair = 0; pair < pairs; pair++) await begin.send(pair);
  for (let pair = 0; pair < pairs; pair++) await end.receive();
  return { seconds: (clock() - start) / 1_000, operations: operationsOf(pairs) };
}
