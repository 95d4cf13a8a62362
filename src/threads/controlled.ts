import { ChannelCore } from '../runtime/channel-core.ts';
import { channelOver } from '../runtime/chan.ts';
import { Node } from '../runtime/context/context.ts';
import { goroutineStorage } from '../runtime/current.ts';
import { Goexit } from '../runtime/panic.ts';
import { lastThrown, type Program } from '../runtime/program.ts';
import type { Channel } from './channel.ts';
import type { Order } from './dispatcher.ts';
import { handleFor, identityOf, mark, noticingHandles, withHandles } from './handle.ts';
import { goroutineName } from './name.ts';

/**
 * Threads under a scheduler that decides every step: all of them are goroutines of one thread, with values cloned as between threads, and an
 * instance of its module for each goroutine. So the same program can be explored, and then run in parallel.
 */
export function isControlled(): boolean {
  return goroutineStorage.getStore()?.program.scheduler.controlled === true;
}

let nextNumber = 1;

/** Makes an object one that is cloned as itself. */
export function keepIdentity(handle: object): void {
  const number = nextNumber++;
  mark(handle, () => ['here', number]);
}

/** A value as another thread would get it. */
export function cloned<T>(value: T): T {
  if ((typeof value !== 'object' && typeof value !== 'function' && typeof value !== 'symbol') || value === null) return value;
  const identity = typeof value === 'object' ? identityOf(value) : undefined;
  if (identity) return handleFor(identity) as T;
  const [copy, held] = noticingHandles(() => structuredClone(value));
  return (held ? withHandles(copy) : copy) as T;
}

class CloningCore<T> extends ChannelCore<T> {
  override copy(value: T): T {
    return cloned(value);
  }

  override trySend(value: T): boolean {
    return super.trySend(cloned(value));
  }
}

/** A channel that clones what goes through it. */
export function controlledChannel<T>(capacity: number, name: string | undefined): Channel<T> {
  const channel = channelOver(new CloningCore<T>(capacity, name));
  const [send, receive] = [channel.sendOnly(), channel.receiveOnly()];
  const sendSync = (value: T): void => {
    if (!channel.trySend(value)) blocks();
  };
  const receiveSync = (): T | undefined => {
    const received = channel.tryReceive();
    return received ? received[0] : blocks();
  };
  const [sending, receiving] = [Object.assign(send, { sendSync }), Object.assign(receive, { receiveSync })];
  const whole = Object.assign(channel, { sendSync, receiveSync, sendOnly: () => sending, receiveOnly: () => receiving });
  // What they carry is for those who call them, not for those who clone them.
  for (const end of [whole, sending, receiving]) {
    for (const key of Reflect.ownKeys(end)) Object.defineProperty(end, key, { enumerable: false });
    keepIdentity(end);
  }
  return whole;
}

/** The schedule stops here: a goroutine may not block the only thread. */
export function blocks(): never {
  const goroutine = goroutineStorage.getStore();
  if (goroutine) goroutine.program.scheduler.blocks?.(goroutine);
  throw new Error('a goroutine would block its thread, which under this scheduler is everybody’s');
}

/** Starts a goroutine with a module of its own. `ended` is called when it has come to its end in good order. */
export function startControlled(program: Program, { url, name, args }: Order, ended: () => void): void {
  const given = args.map((arg) => (arg instanceof Node ? arg : cloned(arg)));
  program.spawn(goroutineName(url, name), 'ordinary', async () => {
    try {
      const exported = await program.scheduler.threadModule?.(url);
      if (!exported) throw new TypeError(`threads: ${url} is not known to the explorer. Name it by \`new URL('./file.ts', import.meta.url)\` in the program's own source`);
      const fn = exported[name];
      if (typeof fn !== 'function') throw new TypeError(`${url} exports no function \`${name}\``);
      await fn(...given);
    } catch (error) {
      if (lastThrown(error) instanceof Goexit) ended();
      throw error;
    }
    ended();
  });
}
