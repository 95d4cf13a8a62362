import type { Goroutine } from './goroutine.ts';
import type { Operation } from './operation.ts';
import type { Program } from './program.ts';
import type { Timer } from './runtime-timer.ts';

/**
 * Who decides what runs when. The native scheduler leaves it to the event loop; the explorer's decides every step.
 * This is the one seam between the two: everything else in the runtime is the same program.
 */
export interface Scheduler {
  /** `true` when exactly one goroutine runs between two scheduling points. */
  readonly controlled: boolean;
  /** Starts a goroutine's body; never synchronously. */
  start(goroutine: Goroutine): void;
  /** Performs an operation: attempts it, and parks the goroutine if it cannot complete. */
  perform<S, T>(operation: Operation<S, T>): Promise<T>;
  /** An operation has been settled: in its attempt, or by somebody who woke it. */
  settled(operation: Operation, how: 'at once' | 'woken'): void;
  /** Rings the timer after `delay` milliseconds. */
  schedule(timer: Timer, delay: number): void;
  /** Does not ring it after all. */
  cancel(timer: Timer): void;
  /** Monotonic milliseconds. */
  now(): number;
  /** Milliseconds since the epoch. */
  wallClock(): number;
  /** A whole number from 0 up to but not including `bound`. */
  choose(bound: number): number;
  /** A goroutine waits or has ended, or something outside that could have woken one is gone. */
  changed(): void;
  /** A program's main has returned inside a larger whole; present when the scheduler keeps its goroutines to see what becomes of them. */
  pause?(program: Program): void;
  /** A program is over, or one inside a larger whole has failed: nothing of it goes on. */
  forget?(program: Program): void;
  /** Something synchronous looked at a subject that others may change, or changed one that others may look at. */
  touched?(subject: object, how: 'reads' | 'changes'): void;
  /** Something synchronous happened that pictures and meters want to know. */
  note?(what: string, subject: object): void;
  /** What the goroutine has done happens before whatever follows an `acquires` of the same object. */
  releases?(object: object): void;
  /** The same; what was released before is no longer known to those who look. */
  replaces?(object: object): void;
  /** Whatever came before a `releases` of the object has happened. */
  acquires?(object: object): void;
  /** A call looks at, or changes, something that other calls must not meet it on. */
  touches?(object: object, how: 'read' | 'write'): void;
  /** An instance of its own of a module that runs on threads elsewhere; undefined where the module is not known. */
  threadModule?(url: string): Promise<Readonly<Record<string, unknown>>> | undefined;
  /** A goroutine is about to block its thread, which here is everybody's. */
  blocks?(goroutine: Goroutine): void;
  /** A goroutine is one of those that a group waits for. */
  joined?(group: object, goroutine: Goroutine): void;
}
