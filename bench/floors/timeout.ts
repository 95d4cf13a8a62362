import { MINUTE } from '../cases/timeout.ts';
import { checkSum } from '../harness/check.ts';
import { done, Waiting, WaitingSender } from './channels/waiting.ts';

/** A receiver that gives up after a while. */
class Patient {
  next: Patient | undefined = undefined;
  readonly resume: (value: number | undefined) => void;
  timer: NodeJS.Timeout | undefined = undefined;
  gone = false;

  constructor(resume: (value: number | undefined) => void) {
    this.resume = resume;
  }
}

/** An unbuffered channel whose receivers wait only so long: any number of senders and receivers, first come, first served. */
class Channel {
  readonly #senders = new Waiting<WaitingSender>();
  readonly #receivers = new Waiting<Patient>();

  trySend(value: number): boolean {
    for (;;) {
      const receiver = this.#receivers.shift();
      if (receiver === undefined) return false;
      if (receiver.gone) continue;
      clearTimeout(receiver.timer);
      receiver.resume(value);
      return true;
    }
  }

  send(value: number): Promise<undefined> {
    return this.trySend(value) ? done : this.parkSender(value);
  }

  parkSender(value: number): Promise<undefined> {
    return new Promise((resolve) => { this.#senders.push(new WaitingSender(value, resolve)); });
  }

  tryReceive(): number | undefined {
    const sender = this.#senders.shift();
    if (sender === undefined) return undefined;
    sender.resume(undefined);
    return sender.value;
  }

  /** `undefined` after the delay. */
  parkReceiver(delay: number): Promise<number | undefined> {
    return new Promise((resolve) => {
      const receiver = new Patient(resolve);
      receiver.timer = setTimeout(() => {
        receiver.gone = true;
        resolve(undefined);
      }, delay);
      this.#receivers.push(receiver);
    });
  }

  receiveBefore(delay: number): Promise<number | undefined> {
    const value = this.tryReceive();
    return value === undefined ? this.parkReceiver(delay) : Promise.resolve(value);
  }
}

/** One await per operation. By hand, nobody makes a timer when a value is there already. */
export async function awaiting(messages: number): Promise<void> {
  const channel = new Channel();
  void (async () => {
    for (let i = 0; i < messages; i++) await channel.send(i);
  })();
  let sum = 0;
  for (let i = 0; i < messages; i++) sum += await channel.receiveBefore(MINUTE) ?? Number.NaN;
  checkSum(sum, messages);
}

/** Synchronous when possible. */
export async function trying(messages: number): Promise<void> {
  const channel = new Channel();
  void (async () => {
    for (let i = 0; i < messages; i++) if (!channel.trySend(i)) await channel.parkSender(i);
  })();
  let sum = 0;
  for (let i = 0; i < messages; i++) sum += channel.tryReceive() ?? await channel.parkReceiver(MINUTE) ?? Number.NaN;
  checkSum(sum, messages);
}
