import { AsyncResource } from 'node:async_hooks';
import { withCancelCause, type CancelFunc, type Context } from '../context/index.ts';
import { derive } from '../context/derive.ts';
import { currentGoroutine } from '../program.ts';
import { afterFunc } from '../time/index.ts';
import { listen } from './listeners.ts';
import { requireSignals } from './names.ts';
import { SignalError } from './signal-error.ts';

/**
 * A context that ends when one of the signals arrives, when `stop` is called, or when its parent ends. `context.cause(ctx)` is a `SignalError` that names the
 * signal. Go: `signal.NotifyContext(parent, signals...)`.
 *
 * From now until `stop`, the parent's end or the end of the program, the signals do not do what they do by default: after the first Ctrl-C, call
 * `stop`, and a second one ends the process. Until one arrives the program may be woken from outside: it is no deadlock to wait
 * for it, and the process stays alive.
 *
 * Under `explore` no signal comes by itself, and none of the process's is listened to: only one that the program sends to itself ends the context, by
 * `signal.raise` or `process.kill(process.pid, …)`.
 *
 * @throws {TypeError} without any signal (Go: all of them), or with one that no process can listen to
 */
export function notifyContext(parent: Context, ...signals: NodeJS.Signals[]): [ctx: Context, stop: CancelFunc] {
  const wanted = requireSignals('signal.notifyContext', signals);
  // The signals are listened to while this one lives; the one handed out ends earlier, with the first signal.
  const [listening, end] = derive(parent, 'signal');
  const [ctx, cancel] = withCancelCause(listening);
  if (listening.err() === undefined) listenWhile(listening, wanted, cancel);
  return [ctx, () => end()];
}

function listenWhile(listening: Context, signals: readonly NodeJS.Signals[], cancel: (cause: Error) => void): void {
  const { program } = currentGoroutine();
  const hopeless = program.scheduler.controlled ? () => {} : stayAlive(`signal ${signals.join(', ')}`);
  const removals = signals.map((signal) => listen(signal, AsyncResource.bind(() => {
    hopeless();
    cancel(new SignalError(signal));
  })));
  // A program that is over calls `release` at once.
  let forget = (): void => {};
  const release = (): void => {
    forget();
    hopeless();
    for (const remove of removals) remove();
  };
  forget = program.whenOver(release);
  listening.signal.addEventListener('abort', release, { once: true });
}

/** Longer than any process lives, in milliseconds. */
const FOR_EVER = Number.MAX_SAFE_INTEGER;

/** The program may be woken from outside, and Node must not end while nothing else keeps it: a listener for signals does not. @returns how to say that it is over */
function stayAlive(why: string): () => void {
  const gone = currentGoroutine().program.expect(why);
  const alive = afterFunc(FOR_EVER, () => {});
  return () => {
    alive.stop();
    gone();
  };
}
