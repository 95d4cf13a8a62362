import { done, Waiting, WaitingReceiver, WaitingSender } from './waiting.ts';

/** A channel with a ring of `capacity` values and nothing else: any number of senders and receivers, first come, first served. */
export class Buffered {
  readonly #ring: number[];
  readonly #senders = new Waiting<WaitingSender>();
  readonly #receivers = new Waiting<WaitingReceiver>();
  #head = 0;
  #length = 0;

  constructor(capacity: number) {
    this.#ring = Array.from({ length: capacity }, () => 0);
  }

  /** One await per operation: a promise in any case. */
  send(value: number): Promise<undefined> {
    return this.trySend(value) ? done : this.parkSender(value);
  }

  /** One await per operation: a promise in any case. */
  receive(): Promise<number> {
    const value = this.tryReceive();
    return value === undefined ? this.parkReceiver() : Promise.resolve(value);
  }

  /** Synchronous when possible. @returns whether the value is delivered; if not, await `parkSender` */
  trySend(value: number): boolean {
    const receiver = this.#length === 0 ? this.#receivers.shift() : undefined;
    if (receiver !== undefined) {
      receiver.resume(value);
      return true;
    }
    if (this.#length === this.#ring.length) return false;
    this.#put(value);
    return true;
  }

  /** Synchronous when possible. @returns the value; if there is none, await `parkReceiver` */
  tryReceive(): number | undefined {
    if (this.#length === 0) return undefined;
    const value = this.#ring[this.#head];
    this.#head = this.#head + 1 === this.#ring.length ? 0 : this.#head + 1;
    this.#length--;
    const sender = this.#senders.shift();
    if (sender !== undefined) {
      this.#put(sender.value);
      sender.resume(undefined);
    }
    return value;
  }

  #put(value: number): void {
    let at = this.#head + this.#length;
    if (at >= this.#ring.length) at -= this.#ring.length;
    this.#ring[at] = value;
    this.#length++;
  }

  parkSender(value: number): Promise<undefined> {
    return new Promise((resolve) => { this.#senders.push(new WaitingSender(value, resolve)); });
  }

  parkReceiver(): Promise<number> {
    return new Promise((resolve) => { this.#receivers.push(new WaitingReceiver(resolve)); });
  }
}
