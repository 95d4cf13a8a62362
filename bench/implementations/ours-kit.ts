import { pathToFileURL } from 'node:url';
import type { Channel, ReceiveChannel, SelectEvent } from '../../src/index.ts';
import type * as package_ from '../../src/index.ts';
import type { ChannelKit, LockKit, SelectKit, TimeoutKit, TimerKit, TryKit, TryLockKit } from '../cases/kit.ts';

type Numbers = Channel<number>;
type Event = SelectEvent<{ a: Numbers; b: Numbers; c: Numbers; d: Numbers }>;
type LateEvent = SelectEvent<{ a: Numbers; late: ReceiveChannel<number> }>;
type Timer = ReturnType<typeof package_.time.afterFunc>;
type Mutex = InstanceType<typeof package_.sync.Mutex>;

/** The built package: this checkout's, or the one that a comparison names. */
const built = process.env['BENCH_OURS'] ?? new URL('../../dist/index.js', import.meta.url).pathname;
const { chan, go, run, select, sync, time } = (await import(pathToFileURL(built).href)) as typeof package_;

/** This package. */
export const ours: ChannelKit<Numbers, number | undefined> & TryKit<Numbers> & SelectKit<Numbers, Event> & LockKit<Mutex> & TryLockKit<Mutex>
  & TimeoutKit<Numbers, LateEvent> & TimerKit<Timer> = {
  run,
  go,
  channel: (capacity) => chan<number>(capacity),
  send: (channel, value) => channel.send(value),
  receive: (channel) => channel.receive(),
  received: (result) => result as number,
  trySend: (channel, value) => channel.trySend(value),
  tryReceive: (channel) => channel.tryReceive()?.[0],
  selecting: (a, b, c, d) => ({ next: () => select({ a, b, c, d }), value: (event) => event.value as number }),
  before: (a, delay) => ({ next: () => select({ a, late: time.after(delay) }), value: (event) => event.value as number }),
  afterFunc: (delay, fire) => time.afterFunc(delay, fire),
  stop: (timer) => void timer.stop(),
  mutex: () => new sync.Mutex(),
  lock: (mutex) => mutex.lock(),
  tryLock: (mutex) => mutex.tryLock(),
  unlock: (mutex) => mutex.unlock(),
};
