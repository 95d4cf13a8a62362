import { chan } from '../chan.ts';
import type { Channel, ReceiveChannel } from '../channel.ts';
import { currentGoroutine, type Program } from '../program.ts';
import type { Timer as Handle } from '../scheduler.ts';
import { now, requireNumber } from './clock.ts';

/** Fires once, on its channel. Go: `time.Timer`. */
export interface Timer {
  /** Receives the moment it fired. Go: `t.C`. */
  readonly channel: ReceiveChannel<number>;
  /** Stops it; nothing is received afterwards. Go: `t.Stop()`. @returns whether it was pending */
  stop(): boolean;
  /** Starts it again with another duration; nothing stale is received. Go: `t.Reset(d)`. @returns whether it was pending */
  reset(duration: number): boolean;
}

/** Runs a function once. Go: what `time.AfterFunc` gives. */
export interface FuncTimer {
  /** Keeps the function from running, unless it has begun. Go: `t.Stop()`. @returns whether it was pending */
  stop(): boolean;
  /** Runs the function after another duration, again if it has run. Go: `t.Reset(d)`. @returns whether it was pending */
  reset(duration: number): boolean;
}

/** A timer that fires after `duration` milliseconds. Go: `time.NewTimer(d)`. */
export function newTimer(duration: number): Timer {
  requireNumber('time.newTimer', duration);
  const channel = chan<number>(1, 'timer');
  const timer = new Rearmable(() => void channel.trySend(now()));
  timer.arm(duration);
  return {
    channel: channel.receiveOnly(),
    stop: () => drain(channel, timer.disarm()),
    reset: (next) => {
      requireNumber('timer.reset', next);
      const wasPending = drain(channel, timer.disarm());
      timer.arm(next);
      return wasPending;
    },
  };
}

/** A fired value that nobody has received yet counts as pending, since it will not be received any more (Go 1.23). */
function drain(channel: Channel<number>, wasPending: boolean): boolean {
  return channel.tryReceive() !== undefined || wasPending;
}

/** The channel of a timer that cannot be stopped. Go: `time.After(d)`. */
export function after(duration: number): ReceiveChannel<number> {
  return newTimer(duration).channel;
}

/** Runs `fn` in a goroutine of its own after `duration` milliseconds. Go: `time.AfterFunc(d, f)`. */
export function afterFunc(duration: number, fn: () => unknown): FuncTimer {
  requireNumber('time.afterFunc', duration);
  const { program } = currentGoroutine();
  const timer = new Rearmable(() => void program.spawn(fn.name === '' ? 'afterFunc' : fn.name, 'ordinary', fn));
  timer.arm(duration);
  return {
    stop: () => timer.disarm(),
    reset: (next) => {
      requireNumber('timer.reset', next);
      const wasPending = timer.disarm();
      timer.arm(next);
      return wasPending;
    },
  };
}

/** A runtime timer that can be started again. */
class Rearmable {
  readonly #program: Program = currentGoroutine().program;
  readonly #fire: () => void;
  #handle: Handle | undefined;

  constructor(fire: () => void) {
    this.#fire = fire;
  }

  arm(duration: number): void {
    this.#handle = this.#program.schedule(Math.max(0, duration), this.#fire);
  }

  disarm(): boolean {
    return this.#handle?.stop() ?? false;
  }
}
