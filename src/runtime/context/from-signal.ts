import { currentGoroutine, type Program } from '../program.ts';
import { Cancellable, type Context, Root } from './context.ts';
import { Canceled } from './errors.ts';

const root = new Root();
/** A signal has one context in a program, however often it is asked for, and so one listener. */
const known = new WeakMap<Program, WeakMap<AbortSignal, Context>>();

/**
 * A context that ends when the platform's signal aborts; its cause is the signal's reason. Until then, or the end of the program, something outside may wake
 * the program. Asking again for the same signal gives the same context. Go has no counterpart.
 */
export function fromSignal(signal: AbortSignal): Context {
  const { program } = currentGoroutine();
  let contexts = known.get(program);
  if (!contexts) known.set(program, contexts = new WeakMap<AbortSignal, Context>());
  let ctx = contexts.get(signal);
  if (!ctx) contexts.set(signal, ctx = listen(program, signal));
  return ctx;
}

function listen(program: Program, signal: AbortSignal): Context {
  const ctx = new Cancellable(root);
  if (signal.aborted) {
    ctx.cancel(Canceled, errorOf(signal.reason));
    return ctx;
  }
  const arrived = program.expect('an AbortSignal');
  // A program that is over calls `release` at once.
  let forget = (): void => {};
  const abort = (): void => {
    release();
    ctx.cancel(Canceled, errorOf(signal.reason));
  };
  const release = (): void => {
    signal.removeEventListener('abort', abort);
    arrived();
    forget();
  };
  forget = program.whenOver(release);
  signal.addEventListener('abort', abort, { once: true });
  return ctx;
}

function errorOf(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
