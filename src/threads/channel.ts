import { type Channel as OrdinaryChannel, type ReceiveChannel as OrdinaryReceiveChannel, type Received, receivesFrom, type SendChannel as OrdinarySendChannel, sendsTo } from '../runtime/channel.ts';
import { NOTHING, CLOSED as IS_CLOSED } from '../runtime/channel-core.ts';
import { Operation, type OperationKind } from '../runtime/operation.ts';
import { Panic } from '../runtime/panic.ts';
import { currentGoroutine, mayCompleteAtOnce, note, park, perform } from '../runtime/program.ts';
import { inTurn } from '../runtime/turn.ts';
import { plainName } from '../runtime/resource-name.ts';
import { newChannel, offer, take, takenNumber, takenTag } from './core.ts';
import { controlledChannel, isControlled } from './controlled.ts';
import { handleFor, type Identity, mark, revivable } from './handle.ts';
import { type Encoded, receiving, receivingNext, receivingOk, sending } from './operations.ts';
import { CLOSED, DONE } from './record.ts';
import { type SharedChannel, sharedChannelAt } from './shared-channel.ts';
import { receiveBlocking, sendBlocking } from './blocking.ts';
import { decode, discard, encode } from './value.ts';

/** The sending end of a channel between threads. */
export interface SendChannel<T> extends OrdinarySendChannel<T> {
  /** Sends `value`, blocking this thread, with all its goroutines, while the buffer is full. Not in the thread that all others come from, which must not block.
   *  @throws {Panic} `send on closed channel` */
  sendSync(value: T): void;
}

/** The receiving end of a channel between threads. */
export interface ReceiveChannel<T> extends OrdinaryReceiveChannel<T> {
  /** Receives a value, blocking this thread, with all its goroutines, while there is none. Closed and drained: `undefined`. Not in the thread that all others
   *  come from, which must not block. */
  receiveSync(): T | undefined;
}

/** A channel between threads. */
export interface Channel<T> extends SendChannel<T>, ReceiveChannel<T>, OrdinaryChannel<T> {
  /** The end that sends, as an object that can do nothing else. */
  sendOnly(): SendChannel<T>;
  /** The end that receives, as an object that can do nothing else. */
  receiveOnly(): ReceiveChannel<T>;
}

const largest = 1 << 24;

/**
 * Makes a channel that any thread can use, beside ordinary ones, also in `select`. Values are cloned. Go: `make(chan T, n)`.
 * @param name how reports call it; they find out the variable's name by themselves
 * @throws {RangeError} when the capacity is not a whole number from 0 up to 2²⁴
 */
export function chan<T>(capacity = 0, name?: string): Channel<T> {
  if (!Number.isSafeInteger(capacity) || capacity < 0 || capacity > largest) {
    throw new RangeError(`threads.chan: the capacity must be a whole number from 0 to ${largest}, not ${String(capacity)}`);
  }
  if (isControlled()) return controlledChannel<T>(capacity, name);
  return new FullChannel<T>(sharedChannelAt(newChannel(capacity), name));
}

abstract class End {
  protected readonly channel: SharedChannel;

  constructor(channel: SharedChannel) {
    this.channel = channel;
    Object.defineProperty(this, 'channel', { enumerable: false });
  }

  get length(): number {
    return this.channel.length;
  }

  get capacity(): number {
    return this.channel.capacity;
  }
}

class ReceiveEnd<T> extends End implements ReceiveChannel<T> {
  constructor(channel: SharedChannel, kind = 'receive') {
    super(channel);
    mark(this, () => describing(kind, channel));
  }

  get [receivesFrom](): SharedChannel {
    return this.channel;
  }

  receive(): Promise<T | undefined> {
    return receive(this.channel, receiving as OperationKind<SharedChannel, T | undefined>, (value) => value as T | undefined);
  }

  receiveOk(): Promise<Received<T>> {
    return receive(this.channel, receivingOk as OperationKind<SharedChannel, Received<T>>, (value, ok) => [value, ok] as Received<T>);
  }

  tryReceive(): Received<T> | undefined {
    const taken = this.channel.take();
    if (taken === NOTHING) return undefined;
    return taken === IS_CLOSED ? [undefined, false] : [taken as T, true];
  }

  receiveSync(): T | undefined {
    return receiveBlocking(this.channel) as T | undefined;
  }

  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    return new ChannelIterator<T>(this.channel);
  }
}

class SendEnd<T> extends End implements SendChannel<T> {
  constructor(channel: SharedChannel) {
    super(channel);
    mark(this, () => describing('send', channel));
  }

  get [sendsTo](): SharedChannel {
    return this.channel;
  }

  send(value: T): Promise<void> {
    return send(this.channel, value);
  }

  trySend(value: T): boolean {
    return this.channel.trySend(value);
  }

  sendSync(value: T): void {
    sendBlocking(this.channel, value);
  }

  close(): void {
    this.channel.close();
    note('closes', this.channel);
  }
}

class FullChannel<T> extends ReceiveEnd<T> implements Channel<T> {
  constructor(channel: SharedChannel) {
    super(channel, 'channel');
  }

  get [sendsTo](): SharedChannel {
    return this.channel;
  }

  send(value: T): Promise<void> {
    return send(this.channel, value);
  }

  trySend(value: T): boolean {
    return this.channel.trySend(value);
  }

  sendSync(value: T): void {
    sendBlocking(this.channel, value);
  }

  close(): void {
    this.channel.close();
    note('closes', this.channel);
  }

  sendOnly(): SendChannel<T> {
    return handleFor(describing('send', this.channel)) as SendChannel<T>;
  }

  receiveOnly(): ReceiveChannel<T> {
    return handleFor(describing('receive', this.channel)) as ReceiveChannel<T>;
  }
}

/** With the name that reports of other threads will call it by: only this thread may know the variable that holds it. */
function describing(kind: string, channel: SharedChannel): Identity {
  return [kind, channel.address, plainName(channel) ?? null];
}

function coreOf([, address, label]: Identity): SharedChannel {
  return sharedChannelAt(address, typeof label === 'string' ? label : undefined);
}

revivable('channel', (given) => new FullChannel(coreOf(given)));
revivable('send', (given) => new SendEnd(coreOf(given)));
revivable('receive', (given) => new ReceiveEnd(coreOf(given)));

const done = Promise.resolve();

function send(channel: SharedChannel, value: unknown): Promise<void> {
  let tag: number;
  try {
    tag = encode(value);
  } catch (error) {
    return Promise.reject(error);
  }
  const number = typeof value === 'number' ? value : 0;
  if (mayCompleteAtOnce()) {
    const outcome = offer(channel.address, tag, number, 0);
    if (outcome === DONE) return inTurn(done);
    if (outcome === CLOSED) {
      discard(tag);
      return inTurn(Promise.reject(new Panic('send on closed channel')));
    }
  }
  const encoded: Encoded = { tag, number };
  return begin(new Operation(currentGoroutine(), sending, channel, encoded));
}

function receive<T>(channel: SharedChannel, kind: OperationKind<SharedChannel, T>, shape: (value: unknown, ok: boolean) => T): Promise<T> {
  if (mayCompleteAtOnce()) {
    const outcome = take(channel.address, 0);
    if (outcome === DONE) return inTurn(Promise.resolve(shape(decode(takenTag, takenNumber()), true)));
    if (outcome === CLOSED) return inTurn(Promise.resolve(shape(undefined, false)));
  }
  return begin(new Operation(currentGoroutine(), kind, channel));
}

/** Lines up. Meanwhile another thread may have made it possible to go on at once. */
function begin<T>(operation: Operation<SharedChannel, T>): Promise<T> {
  if (!mayCompleteAtOnce()) return perform(operation);
  const promise = operation.begin();
  operation.kind.enqueue(operation);
  return operation.state === 'new' ? park(operation, promise) : inTurn(promise);
}

/** `for await` over a channel. Leaving the loop early does not close the channel. */
class ChannelIterator<T> implements AsyncIterator<T, undefined> {
  readonly #channel: SharedChannel;

  constructor(channel: SharedChannel) {
    this.#channel = channel;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    return receive(this.#channel, receivingNext as OperationKind<SharedChannel, IteratorResult<T, undefined>>,
      (value, ok) => (ok ? { value, done: false } : { value: undefined, done: true }) as IteratorResult<T, undefined>);
  }
}

