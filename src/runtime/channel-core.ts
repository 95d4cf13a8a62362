import type { Received } from './channel.ts';
import { creationStack } from './detail.ts';
import { Panic } from './panic.ts';
import { Queue, QueueNode } from './queue.ts';
import type { Operation, Resource } from './waiter.ts';

/** A goroutine that waits to receive, directly or in one case of a select. */
export class ReceiveNode<T> extends QueueNode {
  readonly operation: Operation;
  /** Gives it a value, or tells it that the channel is closed and drained. */
  readonly deliver: (...received: Received<T>) => void;

  constructor(operation: Operation, deliver: (...received: Received<T>) => void) {
    super();
    this.operation = operation;
    this.deliver = deliver;
  }

  get stale(): boolean {
    return this.operation.settled;
  }
}

/** A goroutine that waits to send, directly or in one case of a select. */
export class SendNode<T> extends QueueNode {
  readonly operation: Operation;
  readonly value: T;
  /** Tells it that its value was taken. */
  readonly taken: () => void;
  /** Tells it that the channel was closed meanwhile. */
  readonly refused: () => void;

  constructor(operation: Operation, value: T, taken: () => void, refused: () => void) {
    super();
    this.operation = operation;
    this.value = value;
    this.taken = taken;
    this.refused = refused;
  }

  get stale(): boolean {
    return this.operation.settled;
  }
}

/** What is inside a channel: its buffer and the two queues. Go: `hchan`. */
export class ChannelCore<T> implements Resource {
  readonly kind = 'channel';
  readonly label: string | undefined;
  readonly createdAt: string | undefined;
  readonly capacity: number;
  closed = false;
  readonly receivers = new Queue<ReceiveNode<T>>();
  readonly senders = new Queue<SendNode<T>>();
  /** A ring: `#count` values from `#head` on. Grows up to the capacity as it is used. */
  readonly #buffer: (T | undefined)[] = [];
  #head = 0;
  #count = 0;

  constructor(capacity: number, label: string | undefined) {
    this.capacity = capacity;
    this.label = label;
    this.createdAt = creationStack();
  }

  /** Values in the buffer. */
  get length(): number {
    return this.#count;
  }

  /** Sends if that is possible at once. @throws {Panic} `send on closed channel` */
  trySend(value: T): boolean {
    if (this.closed) throw new Panic('send on closed channel');
    const receiver = this.receivers.shift();
    if (receiver) {
      receiver.deliver(value, true);
      return true;
    }
    if (this.#count === this.capacity) return false;
    this.#push(value);
    return true;
  }

  /** Receives if that is possible at once; `undefined` would block. */
  tryReceive(): Received<T> | undefined {
    if (this.#count > 0) {
      const value = this.#shift();
      // A sender that waits for room moves its value in, so that order is kept.
      const sender = this.senders.shift();
      if (sender) {
        this.#push(sender.value);
        sender.taken();
      }
      return [value, true];
    }
    const sender = this.senders.shift();
    if (sender) {
      sender.taken();
      return [sender.value, true];
    }
    return this.closed ? [undefined, false] : undefined;
  }

  /** Whether a send would go through (or panic) at once. */
  get canSend(): boolean {
    return this.closed || this.#count < this.capacity || this.receivers.peek() !== undefined;
  }

  /** Whether a receive would go through at once. */
  get canReceive(): boolean {
    return this.closed || this.#count > 0 || this.senders.peek() !== undefined;
  }

  /** @throws {Panic} `close of closed channel` */
  close(): void {
    if (this.closed) throw new Panic('close of closed channel');
    this.closed = true;
    for (let receiver = this.receivers.shift(); receiver; receiver = this.receivers.shift()) receiver.deliver(undefined, false);
    for (let sender = this.senders.shift(); sender; sender = this.senders.shift()) sender.refused();
  }

  #push(value: T): void {
    const tail = this.#head + this.#count;
    this.#buffer[tail < this.capacity ? tail : tail - this.capacity] = value;
    this.#count++;
  }

  #shift(): T {
    const value = this.#buffer[this.#head] as T;
    this.#buffer[this.#head] = undefined;
    this.#head = this.#head + 1 === this.capacity ? 0 : this.#head + 1;
    this.#count--;
    return value;
  }
}
