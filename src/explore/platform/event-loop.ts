import { notCounted } from '../../runtime/pending-census.ts';

/** The platform's own, taken before any program could replace it. */
export const setTurn = setImmediate;
const setDelay = setTimeout;
const nextTick = process.nextTick.bind(process);

/** Rounds of ticks and microtasks that may follow one another before what happens counts as brought about by the platform. */
const ROUNDS = 16;

/** Calls back when the microtasks and ticks that are queued now, and those they queue, have run. */
export function afterDrain(callback: () => void, left = ROUNDS): void {
  nextTick(() => {
    // Node runs all ticks before any microtask, so each round takes one of either.
    if (left === 0) callback();
    else queueMicrotask(() => afterDrain(callback, left - 1));
  });
}

/** One turn of the event loop. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setTurn(resolve));
}

/** Some time, that counts for nothing. */
export function turnAfter(milliseconds: number): Promise<void> {
  return new Promise((resolve) => notCounted(setDelay(resolve, milliseconds)));
}
