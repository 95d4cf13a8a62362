import type { Goroutine } from './goroutine.ts';
import type { Program } from './program.ts';
import type { Operation, Waiter } from './waiter.ts';

/** A runtime timer that may still be stopped. */
export interface Timer {
  /** @returns whether it was still pending */
  stop(): boolean;
}

/**
 * Who decides what runs when. The native scheduler leaves it to the event loop; the explorer's decides every step.
 * This is the one seam between the two: everything else in the runtime is the same program.
 */
export interface Scheduler {
  /** `true` when exactly one goroutine runs between two scheduling points. */
  readonly controlled: boolean;
  /** Starts a goroutine's body; never synchronously. */
  start(goroutine: Goroutine, body: () => unknown): void;
  /** Performs an operation: attempts it, and parks the goroutine if it cannot complete. */
  perform<T>(waiter: Waiter<T>): Promise<T>;
  /** A parked operation has been completed. */
  settled(waiter: Operation): void;
  /** Calls `fire` after `delay` milliseconds. */
  schedule(delay: number, fire: () => void, goroutine: Goroutine): Timer;
  /** Monotonic milliseconds. */
  now(): number;
  /** Milliseconds since the epoch. */
  wallClock(): number;
  /** A whole number from 0 up to but not including `bound`. */
  choose(bound: number): number;
  /** A goroutine has ended, or something outside that could have woken one is gone. */
  changed(): void;
  /** A program's main has returned inside a larger whole; present when the scheduler keeps its goroutines to see what becomes of them. */
  pause?(program: Program): void;
  /** A program inside a larger whole has failed: nothing of it goes on. */
  forget?(program: Program): void;
  /** Something synchronous happened that pictures and meters want to know. */
  note?(what: string, subject: object): void;
}
