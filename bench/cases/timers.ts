import { checkCount } from '../harness/check.ts';
import type { Program } from '../harness/kinds.ts';
import type { ChannelKit, TimerKit } from './kit.ts';

const HOUR = 3_600_000;
/** Timers in a program have all sorts of delays; this many different ones. */
const DELAYS = 1_000;

/** When the n-th of the timers that are stopped would be due. */
export function delayOf(n: number): number {
  return HOUR + (n % DELAYS);
}

/** When the n-th of the timers that fire is due. */
export function shortDelayOf(n: number): number {
  return n % 100;
}

/** Starts timers that are all pending together; then stops them. */
export function stopTimers<C, R, T>({ run, afterFunc, stop }: ChannelKit<C, R> & TimerKit<T>): Program {
  return (timers) => run(async () => {
    const pending: T[] = [];
    let fired = 0;
    for (let i = 0; i < timers; i++) pending.push(afterFunc(delayOf(i), () => { fired++; }));
    for (const timer of pending) stop(timer);
    checkCount(fired, 0);
  });
}

/** Starts timers that are soon due, and waits until the last has fired. */
export function fireTimers<C, R, T>({ run, channel, send, receive, afterFunc }: ChannelKit<C, R> & TimerKit<T>): Program {
  return (timers) => run(async () => {
    const all = channel(1);
    let fired = 0;
    for (let i = 0; i < timers; i++) {
      afterFunc(shortDelayOf(i), () => {
        if (++fired === timers) void send(all, fired);
      });
    }
    await receive(all);
  });
}
