import { receivesFrom, type ReceiveChannel } from '../channel.ts';
import { select } from '../select.ts';
import { type Link, linkOf } from './link.ts';
import type { Seq } from './seq.ts';

/** The answer when there are no more values. */
export const ended: IteratorReturnResult<undefined> = Object.freeze({ value: undefined, done: true });

/** A source as `for await` wants it, stopped by what stops `link`. A channel that is waited for ends when that happens, as if it had been closed. */
export function opened<T>(source: Seq<T>, link: Link): AsyncIterable<T> {
  linkOf(source)?.follow(link);
  if (isChannel(source)) return received(source, link);
  return isAsync(source) ? source : awaited(source);
}

export function isChannel<T>(source: Seq<T>): source is ReceiveChannel<T> {
  return typeof source === 'object' && receivesFrom in source;
}

export function isAsync<T>(source: Seq<T>): source is AsyncIterable<T> {
  return typeof source === 'object' && Symbol.asyncIterator in source;
}

/** An ordinary iterable. Going through it with `for await` would leave it open when one of its promises is rejected. */
function awaited<T>(source: Iterable<T | PromiseLike<T>>): AsyncIterable<T> {
  return { [Symbol.asyncIterator]() {
    const iterator = source[Symbol.iterator]();
    return {
      async next() {
        const result = iterator.next();
        if (result.done) return ended;
        return { value: isPromise(result.value) ? await settled(result.value, iterator) : result.value, done: false };
      },
      async return() {
        iterator.return?.();
        return ended;
      },
    };
  } };
}

async function settled<T>(promise: PromiseLike<T>, iterator: Iterator<unknown>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    iterator.return?.();
    throw error;
  }
}

export function isPromise<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function received<T>(channel: ReceiveChannel<T>, link: Link): AsyncIterable<T> {
  const values = channel[Symbol.asyncIterator]();
  const next = async (): Promise<IteratorResult<T, undefined>> => {
    const stops = link.stops();
    if (stops.length === 0) return values.next();
    const event = await select<T>([channel, ...stops]);
    return event.case === 0 && event.ok ? { value: event.value, done: false } : ended;
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}
