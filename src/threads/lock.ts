import { notCounted } from '../runtime/pending-census.ts';
import { Panic } from '../runtime/panic.ts';
import { words } from './memory.ts';

/** Looks at a lock before the thread sleeps: whoever holds one is done within a few dozen instructions, unless the system has put it aside. */
const LOOKS = 100;
/** How often the home thread sleeps for a millisecond before it lets its event loop turn. */
const HOME_SLEEPS = 25;
/** How often it does so in an operation that cannot be put off. */
const HOME_ATTEMPTS = 100;

let patience = HOME_SLEEPS;

/** This thread may sleep for as long as it takes: when another thread dies, the home thread ends it. */
export function sleepFreely(): void {
  patience = Infinity;
}

/**
 * Takes the lock at an address. 0: free, 1: held, 2: held and somebody sleeps for it.
 *
 * Held for single steps on a queue or a ring, never while anything is waited for. But the system may put the holder aside, and a thread may die
 * while it holds one. So the home thread does not wait long: it must get to hear of the death.
 * @returns whether it was taken; always in other threads than the home thread
 */
export function lock(address: number): boolean {
  return Atomics.compareExchange(words, address, 0, 1) === 0 || lockInTime(address);
}

/** Takes a lock if nobody holds it, or only for an instant. */
export function tryLock(address: number): boolean {
  for (let look = 0; look < LOOKS; look++) {
    if (Atomics.load(words, address) === 0 && Atomics.compareExchange(words, address, 0, 1) === 0) return true;
  }
  return false;
}

/** Gives it back. */
export function unlock(address: number): void {
  if (Atomics.exchange(words, address, 0) === 2) Atomics.notify(words, address, 1);
}

function lockInTime(address: number): boolean {
  if (tryLock(address)) return true;
  let sleeps = 0;
  while (Atomics.exchange(words, address, 2) !== 0) {
    if (sleeps++ >= patience) return false;
    Atomics.wait(words, address, 2, patience === Infinity ? Infinity : 1);
  }
  return true;
}

/** Takes a lock for a step that cannot be put off. @throws {Panic} when the one that holds it must be dead */
export function lockPatiently(address: number): void {
  for (let attempt = 0; attempt < HOME_ATTEMPTS; attempt++) if (lock(address)) return;
  throw new Panic('threads: a thread died in the middle of an operation');
}

/** Tries again when the event loop has turned, a step for which a lock could not be had. */
export function later(step: () => void): void {
  notCounted(setTimeout(step, 1));
}
