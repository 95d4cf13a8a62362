import { chan, nilChan } from '../chan.ts';
import type { ReceiveChannel } from '../channel.ts';
import { Panic } from '../panic.ts';
import { currentGoroutine } from '../program.ts';
import type { Timer as Handle } from '../scheduler.ts';
import { now, requireNumber } from './clock.ts';

/** Fires again and again; a tick that nobody has received when the next one comes is dropped. Go: `time.Ticker`. */
export interface Ticker {
  /** Receives the moment of each tick. Go: `t.C`. */
  readonly channel: ReceiveChannel<number>;
  /** Stops it, without closing the channel. Go: `t.Stop()`. */
  stop(): void;
  /** Ticks at another interval from now on. Go: `t.Reset(d)`. @throws {Panic} `non-positive interval for Ticker.Reset` */
  reset(interval: number): void;
}

/** A ticker with `interval` milliseconds between ticks. Go: `time.NewTicker(d)`. @throws {Panic} `non-positive interval for NewTicker` */
export function newTicker(interval: number): Ticker {
  requireNumber('time.newTicker', interval);
  if (interval <= 0) throw new Panic('non-positive interval for NewTicker');
  const channel = chan<number>(1, 'ticker');
  const { program } = currentGoroutine();
  let handle: Handle;
  const start = (every: number): void => {
    let next = program.scheduler.now();
    const arm = (): void => {
      next += every;
      handle = program.schedule(Math.max(0, next - program.scheduler.now()), () => {
        channel.trySend(now());
        // Ticks that were missed while the thread was busy are dropped, not made up for.
        next += every * Math.max(0, Math.floor((program.scheduler.now() - next) / every));
        arm();
      });
    };
    arm();
  };
  const stop = (): void => {
    handle.stop();
    channel.tryReceive();
  };
  start(interval);
  return {
    channel: channel.receiveOnly(),
    stop,
    reset: (every) => {
      requireNumber('ticker.reset', every);
      if (every <= 0) throw new Panic('non-positive interval for Ticker.Reset');
      stop();
      start(every);
    },
  };
}

/** The channel of a ticker that cannot be stopped; a nil channel when the interval is not positive. Go: `time.Tick(d)`. */
export function tick(interval: number): ReceiveChannel<number> {
  requireNumber('time.tick', interval);
  return interval > 0 ? newTicker(interval).channel : nilChan<number>().receiveOnly();
}
