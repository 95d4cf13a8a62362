import { extend, LINE, words } from './memory.ts';

/** How far a goroutine is that was given to a thread. Whoever wants to start it there, or take it back, must win it first. */
export const GIVEN = 0;
export const STARTED = 1;
export const TAKEN_BACK = 2;
export const ENDED = 3;

const free: number[] = [];

/** A word for one goroutine. */
export function newClaim(): number {
  if (free.length === 0) {
    const first = extend(LINE * 16);
    for (let index = LINE * 16 - 1; index >= 0; index--) free.push(first + index);
  }
  const claim = free.pop() as number;
  words[claim] = GIVEN;
  return claim;
}

/** The goroutine has ended, and its thread has said so. */
export function freeClaim(claim: number): void {
  free.push(claim);
}

/** @returns whether it was won */
export function win(claim: number, how: typeof STARTED | typeof TAKEN_BACK): boolean {
  return Atomics.compareExchange(words, claim, GIVEN, how) === GIVEN;
}

export function stateOf(claim: number): number {
  return Atomics.load(words, claim);
}

/** Its thread is done with it. */
export function end(claim: number): void {
  Atomics.store(words, claim, ENDED);
}
