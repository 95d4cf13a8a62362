import { pathToFileURL } from 'node:url';
import type { Channel, SelectEvent } from '../../src/index.ts';
import type * as package_ from '../../src/index.ts';
import type { ChannelKit, LockKit, SelectKit, TryKit, TryLockKit } from '../cases/kit.ts';

type Numbers = Channel<number>;
type Event = SelectEvent<{ a: Numbers; b: Numbers; c: Numbers; d: Numbers }>;
type Mutex = InstanceType<typeof package_.sync.Mutex>;

/** The built package: this checkout's, or the one that a comparison names. */
const built = process.env['BENCH_OURS'] ?? new URL('../../dist/index.js', import.meta.url).pathname;
const { chan, go, run, select, sync } = (await import(pathToFileURL(built).href)) as typeof package_;

/** This package. */
export const ours: ChannelKit<Numbers, number | undefined> & TryKit<Numbers> & SelectKit<Numbers, Event> & LockKit<Mutex> & TryLockKit<Mutex> = {
  run,
  go,
  channel: (capacity) => chan<number>(capacity),
  send: (channel, value) => channel.send(value),
  receive: (channel) => channel.receive(),
  received: (result) => result as number,
  trySend: (channel, value) => channel.trySend(value),
  tryReceive: (channel) => channel.tryReceive()?.[0],
  selecting: (a, b, c, d) => ({ next: () => select({ a, b, c, d }), value: (event) => event.value as number }),
  mutex: () => new sync.Mutex(),
  lock: (mutex) => mutex.lock(),
  tryLock: (mutex) => mutex.tryLock(),
  unlock: (mutex) => mutex.unlock(),
};
