import { PARKED, self, wake, type Task } from './tasks.ts';

/** A queue of tasks that wait; the tasks themselves are the nodes. */
class Waiters {
  #first: Task | undefined;
  #last: Task | undefined;

  push(task: Task): void {
    task.next = undefined;
    if (this.#last === undefined) this.#first = task;
    else this.#last.next = task;
    this.#last = task;
  }

  shift(): Task | undefined {
    const first = this.#first;
    if (first === undefined) return undefined;
    this.#first = first.next;
    if (this.#first === undefined) this.#last = undefined;
    return first;
  }
}

/** A channel for tasks, without close: `send` and `receive` give the result, or `PARKED` when the task must wait. */
export class Channel {
  readonly #ring: number[];
  readonly #senders = new Waiters();
  readonly #receivers = new Waiters();
  #head = 0;
  #length = 0;

  constructor(capacity: number) {
    this.#ring = Array.from({ length: capacity }, () => 0);
  }

  send(value: number): undefined | typeof PARKED {
    const receiver = this.#receivers.shift();
    if (receiver !== undefined) {
      wake(receiver, value);
      return undefined;
    }
    if (this.#length < this.#ring.length) {
      this.#put(value);
      return undefined;
    }
    const sender = self();
    sender.value = value;
    this.#senders.push(sender);
    return PARKED;
  }

  receive(): number | typeof PARKED {
    if (this.#length > 0) return this.#take();
    const sender = this.#senders.shift();
    if (sender === undefined) {
      this.#receivers.push(self());
      return PARKED;
    }
    const value = sender.value as number;
    wake(sender, undefined);
    return value;
  }

  #take(): number {
    const value = this.#ring[this.#head] ?? 0;
    this.#head = this.#head + 1 === this.#ring.length ? 0 : this.#head + 1;
    this.#length--;
    const sender = this.#senders.shift();
    if (sender === undefined) return value;
    this.#put(sender.value as number);
    wake(sender, undefined);
    return value;
  }

  #put(value: number): void {
    let at = this.#head + this.#length;
    if (at >= this.#ring.length) at -= this.#ring.length;
    this.#ring[at] = value;
    this.#length++;
  }
}
