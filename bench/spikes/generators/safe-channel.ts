import { Operation } from './tasks.ts';

/** A queue of operations that wait. */
class Waiters {
  #first: Operation | undefined;
  #last: Operation | undefined;

  push(waiter: Operation): void {
    waiter.next = undefined;
    if (this.#last === undefined) this.#first = waiter;
    else this.#last.next = waiter;
    this.#last = waiter;
  }

  shift(): Operation | undefined {
    const first = this.#first;
    if (first === undefined) return undefined;
    this.#first = first.next;
    if (this.#first === undefined) this.#last = undefined;
    return first;
  }
}

/** A sender that need not wait. */
const sent = new Operation('done', undefined);

/** A channel without close whose operations may be awaited by anybody, at once or later. */
export class SafeChannel {
  readonly #ring: number[];
  readonly #senders = new Waiters();
  readonly #receivers = new Waiters();
  #head = 0;
  #length = 0;

  constructor(capacity: number) {
    this.#ring = Array.from({ length: capacity }, () => 0);
  }

  send(value: number): Operation {
    const receiver = this.#receivers.shift();
    if (receiver !== undefined) {
      receiver.complete(value);
      return sent;
    }
    if (this.#length < this.#ring.length) {
      this.#put(value);
      return sent;
    }
    const sender = new Operation('waiting', value);
    this.#senders.push(sender);
    return sender;
  }

  receive(): Operation {
    if (this.#length > 0) return new Operation('done', this.#take());
    const sender = this.#senders.shift();
    if (sender === undefined) {
      const receiver = new Operation('waiting', undefined);
      this.#receivers.push(receiver);
      return receiver;
    }
    const received = new Operation('done', sender.value);
    sender.complete(undefined);
    return received;
  }

  #take(): number {
    const value = this.#ring[this.#head] ?? 0;
    this.#head = this.#head + 1 === this.#ring.length ? 0 : this.#head + 1;
    this.#length--;
    const sender = this.#senders.shift();
    if (sender === undefined) return value;
    this.#put(sender.value as number);
    sender.complete(undefined);
    return value;
  }

  #put(value: number): void {
    let at = this.#head + this.#length;
    if (at >= this.#ring.length) at -= this.#ring.length;
    this.#ring[at] = value;
    this.#length++;
  }
}
