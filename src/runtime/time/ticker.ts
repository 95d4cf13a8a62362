import { nilChan } from '../chan.ts';
import type { ReceiveChannel } from '../channel.ts';
import { Panic } from '../panic.ts';
import { TimeSource } from './time-source.ts';
import { requireNumber } from './clock.ts';

/** Fires again and again; a tick that nobody has received when the next one comes is dropped. Go: `time.Ticker`. */
export interface Ticker extends Disposable {
  /** Receives the moment of each tick. Go: `t.C`. */
  readonly channel: ReceiveChannel<number>;
  /** Stops it, without closing the channel. Go: `t.Stop()`. */
  stop(): void;
  /** Ticks at another interval, in milliseconds, from now on. Go: `t.Reset(d)`. @throws {Panic} `non-positive interval for Ticker.Reset` */
  reset(interval: number): void;
}

/** A ticker with `interval` milliseconds between ticks. Bound with `using`, it is stopped at the end of the block. Go: `time.NewTicker(d)`.
 *  @throws {Panic} `non-positive interval for NewTicker` */
export function newTicker(interval: number): Ticker {
  requireNumber('time.newTicker', interval);
  if (interval <= 0) throw new Panic('non-positive interval for NewTicker');
  const source = new TimeSource('ticker');
  source.start(interval, interval);
  return {
    channel: source.channel,
    stop: () => void source.stop(),
    reset: (every) => {
      requireNumber('ticker.reset', every);
      if (every <= 0) throw new Panic('non-positive interval for Ticker.Reset');
      source.stop();
      source.start(every, every);
    },
    [Symbol.dispose]: () => void source.stop(),
  };
}

/** The channel of a ticker that cannot be stopped; a nil channel when the interval is not positive. Go: `time.Tick(d)`. */
export function tick(interval: number): ReceiveChannel<number> {
  requireNumber('time.tick', interval);
  return interval > 0 ? newTicker(interval).channel : nilChan<number>().receiveOnly();
}
