import { core, type Channel, type ReceiveChannel, type Received, type SendChannel } from './channel.ts';
import { ChannelCore, ReceiveNode, SendNode } from './channel-core.ts';
import { Panic } from './panic.ts';
import { currentGoroutine, perform } from './program.ts';

/**
 * Makes a channel that holds `capacity` values; 0 makes sender and receiver meet. Go: `make(chan T, n)`.
 * @param name how reports call it; they find out the variable's name by themselves
 * @throws {RangeError} when the capacity is not a whole number from 0 up
 */
export function chan<T>(capacity = 0, name?: string): Channel<T> {
  if (!Number.isSafeInteger(capacity) || capacity < 0) {
    throw new RangeError(`chan: the capacity must be a whole number from 0 up, not ${String(capacity)}`);
  }
  return new FullChannel<T>(new ChannelCore<T>(capacity, name));
}

/** The channel that a variable holds before one is made: send and receive block for ever, close panics. Go: `var ch chan T`. */
export function nilChan<T>(): Channel<T> {
  return new FullChannel<T>(undefined);
}

class SendEnd<T> implements SendChannel<T> {
  readonly [core]: ChannelCore<T> | undefined;

  constructor(inner: ChannelCore<T> | undefined) {
    this[core] = inner;
  }

  get length(): number {
    return this[core]?.length ?? 0;
  }

  get capacity(): number {
    return this[core]?.capacity ?? 0;
  }

  send(value: T): Promise<void> {
    return send(this[core], value);
  }

  trySend(value: T): boolean {
    return trySend(this[core], value);
  }

  close(): void {
    close(this[core]);
  }
}

class ReceiveEnd<T> implements ReceiveChannel<T> {
  readonly [core]: ChannelCore<T> | undefined;

  constructor(inner: ChannelCore<T> | undefined) {
    this[core] = inner;
  }

  get length(): number {
    return this[core]?.length ?? 0;
  }

  get capacity(): number {
    return this[core]?.capacity ?? 0;
  }

  receive(): Promise<T | undefined> {
    return receive<T, T | undefined>(this[core], (...[value]) => value);
  }

  receiveOk(): Promise<Received<T>> {
    return receive<T, Received<T>>(this[core], (...received) => received);
  }

  tryReceive(): Received<T> | undefined {
    return tryReceive(this[core]);
  }

  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    return iterate(this[core]);
  }
}

/** Both ends. Narrowed views are objects of their own, so that no cast can widen them again. */
class FullChannel<T> extends ReceiveEnd<T> implements Channel<T> {
  send(value: T): Promise<void> {
    return send(this[core], value);
  }

  trySend(value: T): boolean {
    return trySend(this[core], value);
  }

  close(): void {
    close(this[core]);
  }

  sendOnly(): SendChannel<T> {
    return new SendEnd<T>(this[core]);
  }

  receiveOnly(): ReceiveChannel<T> {
    return new ReceiveEnd<T>(this[core]);
  }
}

function send<T>(channel: ChannelCore<T> | undefined, value: T): Promise<void> {
  if (!channel) return perform('chan send (nil chan)', [], parkForEver);
  return perform<void>('chan send', [channel], (waiter) => {
    if (channel.closed) {
      waiter.fail(new Panic('send on closed channel'));
      return;
    }
    if (channel.trySend(value)) {
      waiter.complete();
      return;
    }
    channel.senders.push(new SendNode(waiter, value, () => waiter.complete(), () => waiter.fail(new Panic('send on closed channel'))));
  });
}

function receive<T, R>(channel: ChannelCore<T> | undefined, shape: (...received: Received<T>) => R): Promise<R> {
  if (!channel) return perform<R>('chan receive (nil chan)', [], parkForEver);
  return perform<R>('chan receive', [channel], (waiter) => {
    const received = channel.tryReceive();
    if (received) {
      waiter.complete(shape(...received));
      return;
    }
    channel.receivers.push(new ReceiveNode<T>(waiter, (...late) => waiter.complete(shape(...late))));
  });
}

function trySend<T>(channel: ChannelCore<T> | undefined, value: T): boolean {
  const sent = channel?.trySend(value) ?? false;
  note(sent ? 'sends' : 'could not send', channel);
  return sent;
}

function tryReceive<T>(channel: ChannelCore<T> | undefined): Received<T> | undefined {
  const received = channel?.tryReceive();
  note(received ? 'receives' : 'could not receive', channel);
  return received;
}

function close<T>(channel: ChannelCore<T> | undefined): void {
  if (!channel) throw new Panic('close of nil channel');
  channel.close();
  note('closes', channel);
}

function note(what: string, channel: object | undefined): void {
  if (channel) currentGoroutine().program.scheduler.note?.(what, channel);
}

/** Leaving the loop early does not close the channel: the receiver never does. */
function iterate<T>(channel: ChannelCore<T> | undefined): AsyncIterator<T, undefined> {
  return {
    next: () => receive<T, IteratorResult<T, undefined>>(channel, (...received) =>
      received[1] ? { value: received[0], done: false } : { value: undefined, done: true }),
    return: () => Promise.resolve({ value: undefined, done: true }),
  };
}

function parkForEver(_waiter: unknown): void {
  // Nobody knows this waiter, so nobody completes it.
}
