import { clock } from '../harness/clock.ts';
import { checkSum } from '../harness/check.ts';
import type { Outcome } from '../harness/kinds.ts';
import { heldSince, memoryNow, nextTurn } from '../harness/memory.ts';
import { Unbuffered } from './channels/unbuffered.ts';

/** `async` functions that all wait on one channel. They begin in a microtask of their own, as goroutines do. */
export async function awaiting(goroutines: number): Promise<Outcome> {
  const gate = new Unbuffered();
  let begun = 0;
  let sum = 0;
  const before = memoryNow();
  const start = clock();
  for (let i = 0; i < goroutines; i++) {
    queueMicrotask(() => void (async () => {
      begun++;
      const value = await gate.receive();
      sum += value;
    })());
  }
  while (begun < goroutines) await nextTurn();
  const seconds = (clock() - start) / 1_000;
  const parked = memoryNow();
  for (let i = 0; i < goroutines; i++) await gate.send(i);
  await nextTurn();
  checkSum(sum, goroutines);
  return { seconds, memory: heldSince(before, parked) };
}
