/** A queue of those who wait, first come, first served; adding and taking cost the same however many there are. */
export class Waiting<W extends { next: W | undefined }> {
  #first: W | undefined;
  #last: W | undefined;

  push(waiter: W): void {
    if (this.#last) this.#last.next = waiter;
    else this.#first = waiter;
    this.#last = waiter;
  }

  shift(): W | undefined {
    const first = this.#first;
    if (first === undefined) return undefined;
    this.#first = first.next;
    if (this.#first === undefined) this.#last = undefined;
    return first;
  }
}

/** A sender that waits with its value. */
export class WaitingSender {
  next: WaitingSender | undefined = undefined;
  readonly value: number;
  readonly resume: (value: undefined) => void;

  constructor(value: number, resume: (value: undefined) => void) {
    this.value = value;
    this.resume = resume;
  }
}

/** A receiver that waits for one. */
export class WaitingReceiver {
  next: WaitingReceiver | undefined = undefined;
  readonly resume: (value: number) => void;

  constructor(resume: (value: number) => void) {
    this.resume = resume;
  }
}

/** To await when there is nothing to wait for: a native promise that has settled, the cheapest thing that can be awaited. */
export const done: Promise<undefined> = Promise.resolve(undefined);
