import { currentGoroutine } from '../runtime/program.ts';
import { shareContexts } from './context.ts';
import { startControlled } from './controlled.ts';
import { dispatcher } from './dispatcher.ts';
import type { WaitGroup } from './wait-group.ts';
import { identityOf } from './handle.ts';

declare const exports_: unique symbol;

/** A module whose exports run as goroutines on threads of their own. Made by `threads.module`. */
export interface Module<M> {
  /** Where it is. */
  readonly url: string;
  /** How long a goroutine may go on after a context among its arguments is done, in milliseconds; then its thread is stopped. */
  readonly grace: number | undefined;
  /** How much memory each of its threads may use, in megabytes. */
  readonly memory: number | undefined;
  /** Only for the type checker: what it exports. */
  readonly [exports_]?: M;
}

/** How the threads of a module are treated. */
export interface ModuleOptions {
  /** How long a goroutine may go on after a context among its arguments is done, in milliseconds; then its thread is stopped, and the goroutine counts as ended, as
   *  after `runtime.goexit()`. Without it, a goroutine that never looks at its context is never stopped while the program lives. */
  readonly grace?: number;
  /** How much memory each of its threads may use for objects, in megabytes. A thread that needs more ends the program with a panic. */
  readonly memory?: number;
}

/** The names under which a module exports functions. */
export type Exported<M> = { [K in keyof M]: M[K] extends (...args: never[]) => unknown ? K : never }[keyof M] & string;
/** What an exported function takes. */
export type Arguments<M, K extends keyof M> = M[K] extends (...args: infer A) => unknown ? A : never;

/**
 * Names a module whose exports run on threads: `threads.module<typeof import('./prime.ts')>(new URL('./prime.ts', import.meta.url))`.
 * It is loaded when the first of its goroutines starts, once for each thread; goroutines on one thread, one after the other or at the same time, share its variables.
 */
export function module<M>(url: URL | string, options: ModuleOptions = {}): Module<M> {
  const { grace, memory } = options;
  return { url: new URL(url).href, grace, memory };
}

/** Runs an export of a module as a goroutine on another thread. The arguments are cloned; contexts and what `threads` makes stay what they are. */
export function go<M, K extends Exported<M>>(module: Module<M>, name: K, ...args: Arguments<M, K>): void {
  start(module, name, args, undefined);
}

/** The same, for a group that is told when it has ended. */
export function start(module: Module<unknown>, name: string, args: readonly unknown[], group: WaitGroup | undefined): void {
  const { program } = currentGoroutine();
  const { url, grace, memory } = module;
  if (program.scheduler.controlled) startControlled(program, { url, name, args, grace, memory, group: undefined }, () => group?.done());
  else dispatcher().start(program, { url, name, args: shareContexts(args), grace, memory, group: group && identityOf(group) });
}
