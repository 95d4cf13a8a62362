import { type Channel, type ReceiveChannel, type Received, receivesFrom, type SendChannel, sendsTo } from './channel.ts';
import { currentCallSite } from './call-site.ts';
import { ChannelCore, CLOSED, NOTHING, type Sender } from './channel-core.ts';
import { receiving, receivingNext, receivingOk, sending } from './channel-operations.ts';
import { Operation } from './operation.ts';
import { Panic } from './panic.ts';
import { currentGoroutine, mayCompleteAtOnce, note, park, perform, looksAt, changes } from './program.ts';
import { inTurn } from './turn.ts';

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

/** The receiving end of a channel that the runtime itself sends on. */
export function receiveEnd<T>(inner: ChannelCore<T>): ReceiveChannel<T> {
  return new ReceiveEnd<T>(inner);
}

/** Both ends of a channel that is made elsewhere. */
export function channelOver<T>(inner: ChannelCore<T>): Channel<T> {
  return new FullChannel<T>(inner);
}

class SendEnd<T> implements SendChannel<T> {
  readonly [sendsTo]: ChannelCore<T> | undefined;

  constructor(inner: ChannelCore<T> | undefined) {
    this[sendsTo] = inner;
  }

  get length(): number {
    return lengthOf(this[sendsTo]);
  }

  get capacity(): number {
    return shown(this[sendsTo])?.capacity ?? 0;
  }

  send(value: T): Promise<void> {
    return send(this[sendsTo], value);
  }

  trySend(value: T): boolean {
    return trySend(this[sendsTo], value);
  }

  close(): void {
    close(this[sendsTo]);
  }
}

class ReceiveEnd<T> implements ReceiveChannel<T> {
  readonly [receivesFrom]: ChannelCore<T> | undefined;

  constructor(inner: ChannelCore<T> | undefined) {
    this[receivesFrom] = inner;
  }

  get length(): number {
    return lengthOf(this[receivesFrom]);
  }

  get capacity(): number {
    return shown(this[receivesFrom])?.capacity ?? 0;
  }

  receive(): Promise<T | undefined> {
    return receive(this[receivesFrom]);
  }

  receiveOk(): Promise<Received<T>> {
    return receiveOk(this[receivesFrom]);
  }

  tryReceive(): Received<T> | undefined {
    return tryReceive(this[receivesFrom]);
  }

  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    return new ChannelIterator(this[receivesFrom]);
  }
}

/** Both ends. Narrowed views are objects of their own, so that no cast can widen them again. */
class FullChannel<T> extends ReceiveEnd<T> implements Channel<T> {
  get [sendsTo](): ChannelCore<T> | undefined {
    return this[receivesFrom];
  }

  send(value: T): Promise<void> {
    return send(this[receivesFrom], value);
  }

  trySend(value: T): boolean {
    return trySend(this[receivesFrom], value);
  }

  close(): void {
    close(this[receivesFrom]);
  }

  sendOnly(): SendChannel<T> {
    return new SendEnd<T>(this[receivesFrom]);
  }

  receiveOnly(): ReceiveChannel<T> {
    return new ReceiveEnd<T>(this[receivesFrom]);
  }
}

/** What `length` and `capacity` tell of: a timer's channel looks unbuffered, as in Go since 1.23. */
function shown<T>(channel: ChannelCore<T> | undefined): ChannelCore<T> | undefined {
  return channel?.timer === undefined ? channel : undefined;
}

function lengthOf<T>(channel: ChannelCore<T> | undefined): number {
  if (channel !== undefined) looksAt(channel);
  return shown(channel)?.length ?? 0;
}

const done = Promise.resolve();

// Whether an operation may complete at once is asked before anything is made for it: most do.

function send<T>(channel: ChannelCore<T> | undefined, value: T): Promise<void> {
  const atOnce = channel !== undefined && !channel.isClosed && mayCompleteAtOnce();
  if (atOnce && channel.trySend(value)) return inTurn(done);
  const operation = new Operation(currentGoroutine(), sending, channel, channel === undefined ? value : channel.copy(value));
  if (!atOnce) return perform(operation);
  channel.senders.push(operation as Sender<T>);
  return park(operation);
}

function receive<T>(channel: ChannelCore<T> | undefined): Promise<T | undefined> {
  const atOnce = channel !== undefined && mayCompleteAtOnce();
  const taken = atOnce ? channel.take() : NOTHING;
  if (taken !== NOTHING) return inTurn(Promise.resolve(taken === CLOSED ? undefined : taken));
  const operation = new Operation(currentGoroutine(), receiving, channel);
  if (!atOnce) return perform(operation) as Promise<T | undefined>;
  channel.addReceiver(operation);
  return park(operation) as Promise<T | undefined>;
}

function receiveOk<T>(channel: ChannelCore<T> | undefined): Promise<Received<T>> {
  const atOnce = channel !== undefined && mayCompleteAtOnce();
  const taken = atOnce ? channel.take() : NOTHING;
  if (taken !== NOTHING) return inTurn(Promise.resolve<Received<T>>(taken === CLOSED ? [undefined, false] : [taken, true]));
  const operation = new Operation(currentGoroutine(), receivingOk, channel);
  if (!atOnce) return perform(operation) as Promise<Received<T>>;
  channel.addReceiver(operation);
  return park(operation) as Promise<Received<T>>;
}

function trySend<T>(channel: ChannelCore<T> | undefined, value: T): boolean {
  if (channel === undefined) return false;
  changes(channel);
  const sent = channel.trySend(value);
  note(sent ? 'sends' : 'could not send', channel);
  return sent;
}

function tryReceive<T>(channel: ChannelCore<T> | undefined): Received<T> | undefined {
  if (channel === undefined) return undefined;
  const taken = channel.take();
  note(taken === NOTHING ? 'could not receive' : 'receives', channel);
  if (taken === NOTHING) return undefined;
  // One array for both answers, which the engine need not make when the caller takes it apart.
  const ok = taken !== CLOSED;
  return [ok ? taken : undefined, ok] as Received<T>;
}

function close<T>(channel: ChannelCore<T> | undefined): void {
  if (channel === undefined) throw new Panic('close of nil channel');
  changes(channel);
  channel.close();
  note('closes', channel);
}

/** `for await` over a channel. Leaving the loop early does not close the channel: the receiver never does. */
class ChannelIterator<T> implements AsyncIterator<T, undefined> {
  readonly #channel: ChannelCore<T> | undefined;
  /** A `next` that waits, if one does. */
  #waiting: Operation<ChannelCore<unknown> | undefined, IteratorResult<unknown, undefined>> | undefined;
  /** Where the loop is, if that is known. */
  readonly #site = currentCallSite();

  constructor(channel: ChannelCore<T> | undefined) {
    this.#channel = channel;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    const channel = this.#channel;
    const atOnce = channel !== undefined && mayCompleteAtOnce();
    const taken = atOnce ? channel.take() : NOTHING;
    if (taken !== NOTHING) return inTurn(Promise.resolve<IteratorResult<T, undefined>>(taken === CLOSED ? { value: undefined, done: true } : { value: taken, done: false }));
    this.#site?.repeat();
    const operation = new Operation(currentGoroutine(), receivingNext, channel);
    this.#waiting = operation;
    if (!atOnce) return perform(operation) as Promise<IteratorResult<T, undefined>>;
    channel.addReceiver(operation);
    return park(operation) as Promise<IteratorResult<T, undefined>>;
  }

  /** A `next` that still waits, as a stream's may when it is destroyed, ends too: it must not take a value that nobody will see. */
  return(): Promise<IteratorResult<T, undefined>> {
    const waiting = this.#waiting;
    if (waiting?.isWaiting) {
      receivingNext.leave(waiting);
      waiting.complete({ value: undefined, done: true });
    }
    return Promise.resolve({ value: undefined, done: true });
  }
}
