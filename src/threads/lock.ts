import { Panic } from '../runtime/panic.ts';
import { words } from './memory.ts';

/** Looks at a lock before the thread sleeps: whoever holds one is done within a few dozen instructions, unless the system has put it aside. */
const LOOKS = 100;
/** How often the home thread sleeps for a millisecond before it takes the holder for dead. */
const HOME_SLEEPS = 2_000;

let patience = HOME_SLEEPS;

/** This thread may sleep for as long as it takes: when another thread dies, the home thread ends it. */
export function sleepFreely(): void {
  patience = Infinity;
}

/**
 * Takes the lock at an address. 0: free, 1: held, 2: held and somebody sleeps for it.
 *
 * Held for single steps on a queue or a ring, never while anything is waited for. The home thread is kept by a lock at most for as long as another thread
 * takes for such a step, and never by a thread that has died.
 */
export function lock(address: number): void {
  if (Atomics.compareExchange(words, address, 0, 1) !== 0) lockInTime(address);
}

/** Gives it back. */
export function unlock(address: number): void {
  if (Atomics.exchange(words, address, 0) === 2) Atomics.notify(words, address, 1);
}

function lockInTime(address: number): void {
  for (let look = 0; look < LOOKS; look++) {
    if (Atomics.load(words, address) === 0 && Atomics.compareExchange(words, address, 0, 1) === 0) return;
  }
  let sleeps = 0;
  while (Atomics.exchange(words, address, 2) !== 0) {
    if (patience === Infinity) Atomics.wait(words, address, 2);
    else if (sleeps++ < patience) Atomics.wait(words, address, 2, 1);
    else throw new Panic('threads: a thread died in the middle of an operation');
  }
}
