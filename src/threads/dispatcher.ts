import type { Program } from '../runtime/program.ts';
import type { Identity } from './handle.ts';

/** A goroutine that is to run on some thread. */
export interface Order {
  readonly url: string;
  readonly name: string;
  readonly args: readonly unknown[];
  readonly grace: number | undefined;
  readonly memory: number | undefined;
  /** The wait group that is told of its end. */
  readonly group: Identity | undefined;
}

/** Who finds a thread for a goroutine: in the home thread, the one that starts threads; in the others, a messenger to it. */
export interface Dispatcher {
  start(program: Program, order: Order): void;
}

let current: Dispatcher | undefined;
let makeHome: () => Dispatcher = () => {
  throw new Error('threads: nobody starts threads here');
};

export function dispatcher(): Dispatcher {
  return (current ??= makeHome());
}

/** This thread has been started by the home thread. */
export function dispatchBy(other: Dispatcher): void {
  current = other;
}

/** This thread becomes the home thread when it first needs another. */
export function whenNeeded(make: () => Dispatcher): void {
  makeHome = make;
}
