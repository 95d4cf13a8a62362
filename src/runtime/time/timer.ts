import type { ReceiveChannel } from '../channel.ts';
import { goroutineStorage } from '../current.ts';
import { currentGoroutine } from '../program.ts';
import { Timer as RuntimeTimer } from '../runtime-timer.ts';
import { TimeSource } from './time-source.ts';
import { requireNumber } from './clock.ts';

/** Fires once, on its channel. Go: `time.Timer`. */
export interface Timer extends Disposable {
  /** Receives the moment it fired. Go: `t.C`. */
  readonly channel: ReceiveChannel<number>;
  /** Stops it; nothing is received afterwards. @returns whether it was pending. Go: `t.Stop()` */
  stop(): boolean;
  /** Starts it again with another duration in milliseconds; nothing stale is received. @returns whether it was pending. Go: `t.Reset(d)` */
  reset(duration: number): boolean;
}

/** Runs a function once. Go: what `time.AfterFunc` gives. */
export interface FuncTimer extends Disposable {
  /** Keeps the function from being run. @returns whether it was pending. Go: `t.Stop()` */
  stop(): boolean;
  /** Runs it after another duration in milliseconds. @returns whether it was pending. Go: `t.Reset(d)` */
  reset(duration: number): boolean;
}

/** A timer that fires after `duration` milliseconds. Bound with `using`, it is stopped at the end of the block. Go: `time.NewTimer(d)`. */
export function newTimer(duration: number): Timer {
  requireNumber('time.newTimer', duration);
  const source = new TimeSource('timer');
  source.start(duration, 0);
  return {
    channel: source.channel,
    stop: () => source.stop(),
    reset: (next) => {
      requireNumber('timer.reset', next);
      const wasPending = source.stop();
      source.start(next, 0);
      return wasPending;
    },
    [Symbol.dispose]: () => void source.stop(),
  };
}

/** The channel of a timer that cannot be stopped. Nobody need stop it: one that nobody waits for is collected. Go: `time.After(d)`. */
export function after(duration: number): ReceiveChannel<number> {
  requireNumber('time.after', duration);
  const source = new TimeSource('timer');
  source.start(duration, 0);
  return source.channel;
}

/** Runs `fn` in a goroutine of its own after `duration` milliseconds. Bound with `using`, it is stopped at the end of the block. Go: `time.AfterFunc(d, f)`. */
export function afterFunc(duration: number, fn: () => unknown): FuncTimer {
  requireNumber('time.afterFunc', duration);
  const goroutine = currentGoroutine();
  const { program } = goroutine;
  const spawn = (): void => void program.spawn(fn.name === '' ? 'afterFunc' : fn.name, 'ordinary', fn);
  // Whoever set the timer is the parent, not whoever happened to run when it rang.
  const timer = new RuntimeTimer(program, goroutine, () => goroutineStorage.run(goroutine, spawn));
  timer.start(duration);
  return {
    stop: () => timer.stop(),
    reset: (next) => {
      requireNumber('timer.reset', next);
      const wasPending = timer.stop();
      timer.start(next);
      return wasPending;
    },
    [Symbol.dispose]: () => void timer.stop(),
  };
}
