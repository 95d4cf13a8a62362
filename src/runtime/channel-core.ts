import { creationStack } from './detail.ts';
import { Panic } from './panic.ts';
import { Queue, type QueueNode } from './queue.ts';
import type { Resource } from './resource.ts';
import type { Together } from './select-operation.ts';

/** A place in the queue of those who wait to receive. */
export interface Receiver<T> extends QueueNode {
  /** Gives it a value. */
  deliver(value: T): void;
  /** Tells it that the channel is closed and drained. */
  closed(): void;
}

/** A place in the queue of those who wait to send. */
export interface Sender<T> extends QueueNode {
  readonly value: T;
  /** Tells it that its value was taken. */
  taken(): void;
  /** Tells it that the channel was closed meanwhile. */
  refused(): void;
}

/** What a timer does for its channel. */
export interface ChannelTimer {
  /** Sends what is due by now. */
  refresh(): void;
  /** Somebody more waits for it, or somebody less. */
  awaited(): void;
}

/** Instead of a value: there is none, and a receive would block. */
export const NOTHING = Symbol('nothing');
/** Instead of a value: the channel is closed and drained. */
export const CLOSED = Symbol('closed');

/** What is inside a channel: its buffer and the two queues. Go: `hchan`. */
export class ChannelCore<T> implements Resource {
  readonly kind = 'channel';
  readonly label: string | undefined;
  readonly createdAt: string | undefined;
  readonly capacity: number;
  isClosed = false;
  /** The timer whose channel this is; it is looked at whenever the channel is. */
  timer: ChannelTimer | undefined = undefined;
  readonly receivers = new Queue<Receiver<T>>();
  readonly senders = new Queue<Sender<T>>();
  /** A ring: `#count` values from `#head` on. Grows up to the capacity as it is used. */
  readonly #buffer: (T | undefined)[] = [];
  #head = 0;
  #count = 0;

  constructor(capacity: number, label: string | undefined) {
    this.capacity = capacity;
    this.label = label;
    this.createdAt = creationStack();
  }

  /** Present when it is shared with other threads: a select over it waits in another way. */
  get together(): Together | undefined {
    return undefined;
  }

  /** What is sent in place of a value. */
  copy(value: T): T {
    return value;
  }

  /** Values in the buffer. */
  get length(): number {
    return this.#count;
  }

  /** Sends if that is possible at once. @throws {Panic} `send on closed channel` */
  trySend(value: T): boolean {
    // Somebody waits to receive only while the channel is open and its buffer empty.
    const receiver = this.receivers.shift();
    if (receiver !== undefined) {
      receiver.deliver(value);
      return true;
    }
    if (this.isClosed) throw new Panic('send on closed channel');
    if (this.#count === this.capacity) return false;
    this.#push(value);
    return true;
  }

  /** Receives if that is possible at once; otherwise says why it cannot. */
  take(): T | typeof NOTHING | typeof CLOSED {
    if (this.#count > 0) return this.#takeFromBuffer();
    const sender = this.senders.shift();
    if (sender === undefined) return this.#takeFromTimer();
    const { value } = sender;
    sender.taken();
    return value;
  }

  #takeFromBuffer(): T {
    const value = this.#shift();
    // A sender that waits for room moves its value in, so that order is kept.
    const sender = this.senders.shift();
    if (sender !== undefined) {
      this.#push(sender.value);
      sender.taken();
    }
    return value;
  }

  #takeFromTimer(): T | typeof NOTHING | typeof CLOSED {
    if (this.timer !== undefined) {
      this.timer.refresh();
      if (this.#count > 0) return this.#shift();
    }
    return this.isClosed ? CLOSED : NOTHING;
  }

  /** Whether a send would go through (or panic) at once. */
  get canSend(): boolean {
    return this.isClosed || this.#count < this.capacity || this.receivers.first !== undefined;
  }

  /** Whether a receive would go through at once. */
  get canReceive(): boolean {
    if (this.timer !== undefined) this.timer.refresh();
    return this.#count > 0 || this.isClosed || this.senders.first !== undefined;
  }

  /** Waits for a value. */
  addReceiver(receiver: Receiver<T>): void {
    this.receivers.push(receiver);
    if (this.timer !== undefined) this.timer.awaited();
  }

  /** Waits no longer. */
  removeReceiver(receiver: Receiver<T>): void {
    this.receivers.remove(receiver);
    if (this.timer !== undefined) this.timer.awaited();
  }

  /** Forgets what is in the buffer. */
  discard(): void {
    while (this.#count > 0) this.#shift();
  }

  /** @throws {Panic} `close of closed channel` */
  close(): void {
    if (this.isClosed) throw new Panic('close of closed channel');
    this.isClosed = true;
    for (let receiver = this.receivers.shift(); receiver; receiver = this.receivers.shift()) receiver.closed();
    for (let sender = this.senders.shift(); sender; sender = this.senders.shift()) sender.refused();
  }

  /** The oldest values in the buffer, at most so many; they stay there. For pictures. */
  contents(most: number): T[] {
    const count = Math.min(most, this.#count);
    return Array.from({ length: count }, (_, index) => this.#buffer[(this.#head + index) % this.capacity] as T);
  }

  #push(value: T): void {
    const tail = this.#head + this.#count;
    this.#buffer[tail < this.capacity ? tail : tail - this.capacity] = value;
    this.#count++;
  }

  #shift(): T {
    const value = this.#buffer[this.#head] as T;
    // What is left behind must not stay in memory, be it an object or a long text. A number does not, and overwriting it would make the array one of mixed values.
    if (typeof value !== 'number') this.#buffer[this.#head] = undefined;
    this.#head = this.#head + 1 === this.capacity ? 0 : this.#head + 1;
    this.#count--;
    return value;
  }
}
