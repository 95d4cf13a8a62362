/** Go's package `time`, in milliseconds. Under the explorer all of it follows the virtual clock. */
export { now, since, until } from './clock.ts';
export { formatDuration, Hour, Microsecond, Millisecond, Minute, Nanosecond, parseDuration, Second } from './duration.ts';
export { sleep } from './sleep.ts';
export { newTicker, tick, type Ticker } from './ticker.ts';
export { after, afterFunc, newTimer, type FuncTimer, type Timer } from './timer.ts';
