import { currentGoroutine } from './program.ts';

/**
 * Starts `fn(...args)` as a goroutine of the program that calls it. Go: `go f(x)`. Its body never starts at once, and nothing is returned.
 * An uncaught throw in it ends the whole program.
 */
export function go<A extends readonly unknown[]>(fn: (...args: A) => unknown, ...args: A): void {
  currentGoroutine().program.spawn(nameOf(fn), 'ordinary', () => fn(...args));
}

/** Other ways to start a goroutine. Declared apart, so that users of the package see the comments. */
export declare namespace go {
  /** Like `go`, for goroutines that are meant to outlive main: exempt from leak and never-ends findings. */
  function daemon<A extends readonly unknown[]>(fn: (...args: A) => unknown, ...args: A): void;
}
Object.assign(go, { daemon });

function daemon<A extends readonly unknown[]>(fn: (...args: A) => unknown, ...args: A): void {
  currentGoroutine().program.spawn(nameOf(fn), 'daemon', () => fn(...args));
}

function nameOf(fn: (...args: never[]) => unknown): string {
  return fn.name === '' ? 'func' : fn.name;
}
