import { done, Waiting, WaitingReceiver, WaitingSender } from './waiting.ts';

/** An unbuffered channel and nothing else: any number of senders and receivers, first come, first served. */
export class Unbuffered {
  readonly #senders = new Waiting<WaitingSender>();
  readonly #receivers = new Waiting<WaitingReceiver>();

  /** One await per operation: a promise in any case. */
  send(value: number): Promise<undefined> {
    const receiver = this.#receivers.shift();
    if (receiver === undefined) return this.parkSender(value);
    receiver.resume(value);
    return done;
  }

  /** One await per operation: a promise in any case. */
  receive(): Promise<number> {
    const sender = this.#senders.shift();
    if (sender === undefined) return this.parkReceiver();
    sender.resume(undefined);
    return Promise.resolve(sender.value);
  }

  /** Synchronous when possible. @returns whether the value is delivered; if not, await `parkSender` */
  trySend(value: number): boolean {
    const receiver = this.#receivers.shift();
    if (receiver === undefined) return false;
    receiver.resume(value);
    return true;
  }

  /** Synchronous when possible. @returns the value; if there is none, await `parkReceiver` */
  tryReceive(): number | undefined {
    const sender = this.#senders.shift();
    if (sender === undefined) return undefined;
    sender.resume(undefined);
    return sender.value;
  }

  parkSender(value: number): Promise<undefined> {
    return new Promise((resolve) => { this.#senders.push(new WaitingSender(value, resolve)); });
  }

  parkReceiver(): Promise<number> {
    return new Promise((resolve) => { this.#receivers.push(new WaitingReceiver(resolve)); });
  }
}
