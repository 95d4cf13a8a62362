import { goroutineStorage } from '../../../../src/runtime/current.ts';
import { type Channel, type ReceiveChannel, receivesFrom } from '../../../../src/runtime/channel.ts';
import type { ChannelCore } from '../../../../src/runtime/channel-core.ts';
import { currentGoroutine, mayCompleteAtOnce } from '../../../../src/runtime/program.ts';

/** Ten times as much in the full tier. */
export const MANY = process.env['FULL'] === '1' ? 10_000_000 : 1_000_000;

export function tell(figures: Readonly<Record<string, number>>): void {
  console.log(JSON.stringify(figures));
}

/** One turn of the event loop. */
export function turn(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve); });
}

/** Collects what can be collected, and what only the callbacks of that make collectable. */
export async function collect(): Promise<void> {
  for (let times = 0; times < 4; times++) {
    await turn();
    globalThis.gc?.();
  }
  // Those who wait to hear of it are told on the turns after.
  await turn();
  await turn();
}

export async function heapUsed(): Promise<number> {
  await collect();
  return process.memoryUsage().heapUsed;
}

/** By how many bytes the heap grows in so many rounds, once the engine has seen some. */
export async function growth(rounds: number, play: (rounds: number) => Promise<void>): Promise<number> {
  await play(Math.ceil(rounds / 10));
  const before = await heapUsed();
  await play(rounds);
  return (await heapUsed()) - before;
}

/** How many wait in a channel's queues. */
export function waiting(channel: Channel<unknown> | ReceiveChannel<unknown>): number {
  const inner = channel[receivesFrom] as ChannelCore<unknown>;
  return inner.receivers.length + inner.senders.length;
}

/** How many timers of this program are pending. */
export function timersPending(): number {
  return currentGoroutine().program.timers.length;
}

/** How many of these objects are still there. */
export function alive(refs: readonly WeakRef<object>[]): number {
  return refs.filter((ref) => ref.deref() !== undefined).length;
}

/** Whether operations complete at once without asking whose they are: 1 or 0. */
export function isFast(): number {
  const { getStore } = goroutineStorage;
  let asked = false;
  goroutineStorage.getStore = () => {
    asked = true;
    return getStore.call(goroutineStorage);
  };
  mayCompleteAtOnce();
  goroutineStorage.getStore = getStore;
  return asked ? 0 : 1;
}

/** The same, once all has been collected that can be; how long that takes is the engine's affair. */
export async function becomesFast(): Promise<number> {
  for (let times = 0; times < 20 && isFast() === 0; times++) await collect();
  return isFast();
}
