/** One side of an operation: what it does to which channel. A send carries its value. */
export interface Case {
  readonly channel: number;
  readonly sends: boolean;
}

export type Command =
  | { readonly kind: 'send' | 'trySend' | 'receive' | 'tryReceive' | 'close'; readonly channel: number }
  | { readonly kind: 'select'; readonly cases: readonly Case[]; readonly orDefault: boolean };

/** What an operation gave. `index` is the case of a select. */
export type Outcome =
  | { readonly is: 'sent' | 'received' | 'drained' | 'refused'; readonly index: number; readonly value?: number }
  | { readonly is: 'would block' | 'closed' | 'closed already' };

interface Waiting {
  readonly id: number;
  readonly cases: readonly Case[];
}

/** Several channels as the Go specification describes them: no promises, no queues of waiters, one operation after the other. */
export class ChannelModel {
  readonly #channels: { readonly capacity: number; readonly buffer: number[]; closed: boolean }[];
  /** Operations that are blocked, the oldest first. */
  #waiting: Waiting[] = [];
  readonly outcomes = new Map<number, Outcome>();

  constructor(capacities: readonly number[]) {
    this.#channels = capacities.map((capacity) => ({ capacity, buffer: [], closed: false }));
  }

  /** The operations that are blocked. */
  get blocked(): number[] {
    return this.#waiting.map(({ id }) => id);
  }

  length(channel: number): number {
    return this.#at(channel).buffer.length;
  }

  /**
   * Carries out operation `id`, which sends `id` wherever it sends.
   * @param chosen which of several ready cases the runtime has taken: any is right, so the model follows
   * @throws {Error} when the runtime took a case that was not ready
   */
  carryOut(id: number, command: Command, chosen: number | undefined): void {
    switch (command.kind) {
      case 'close': this.outcomes.set(id, { is: this.#close(command.channel) }); return;
      case 'send': this.#attempt(id, [{ channel: command.channel, sends: true }], 'block', chosen); return;
      case 'receive': this.#attempt(id, [{ channel: command.channel, sends: false }], 'block', chosen); return;
      case 'trySend': this.#attempt(id, [{ channel: command.channel, sends: true }], 'give up', chosen); return;
      case 'tryReceive': this.#attempt(id, [{ channel: command.channel, sends: false }], 'give up', chosen); return;
      case 'select': this.#attempt(id, command.cases, command.orDefault ? 'give up' : 'block', chosen);
    }
  }

  #attempt(id: number, cases: readonly Case[], otherwise: 'block' | 'give up', chosen: number | undefined): void {
    const ready = cases.flatMap((one, index) => this.#isReady(one) ? [index] : []);
    if (ready.length > 0) {
      // A refused send does not tell its case; it can only be one on a closed channel.
      const index = chosen === -1 ? ready.find((i) => cases[i]?.sends && this.#at(cases[i].channel).closed) : chosen;
      const taken = index === undefined || !ready.includes(index) ? undefined : cases[index];
      if (!taken || index === undefined) throw new Error(`operation ${id}: case ${String(chosen)} was taken; ready were ${ready.join(', ')}`);
      this.outcomes.set(id, taken.sends ? this.#send(taken.channel, id, index) : this.#receive(taken.channel, index));
    } else if (otherwise === 'block') {
      this.#waiting.push({ id, cases });
    } else {
      this.outcomes.set(id, { is: 'would block' });
    }
  }

  #isReady({ channel, sends }: Case): boolean {
    const { buffer, capacity, closed } = this.#at(channel);
    if (closed || this.#partner(channel, !sends)) return true;
    return sends ? buffer.length < capacity : buffer.length > 0;
  }

  #send(channel: number, value: number, index: number): Outcome {
    const { buffer, closed } = this.#at(channel);
    if (closed) return { is: 'refused', index: -1 };
    const receiver = this.#partner(channel, false);
    if (receiver) this.#wake(receiver.waiting, { is: 'received', index: receiver.index, value });
    else buffer.push(value);
    return { is: 'sent', index };
  }

  #receive(channel: number, index: number): Outcome {
    const { buffer } = this.#at(channel);
    const sender = this.#partner(channel, true);
    if (sender) {
      buffer.push(sender.waiting.id);
      this.#wake(sender.waiting, { is: 'sent', index: sender.index });
    }
    const value = buffer.shift();
    return value === undefined ? { is: 'drained', index } : { is: 'received', index, value };
  }

  #close(channel: number): 'closed' | 'closed already' {
    const state = this.#at(channel);
    if (state.closed) return 'closed already';
    state.closed = true;
    for (let found = this.#partner(channel, false); found; found = this.#partner(channel, false)) this.#wake(found.waiting, { is: 'drained', index: found.index });
    for (let found = this.#partner(channel, true); found; found = this.#partner(channel, true)) this.#wake(found.waiting, { is: 'refused', index: -1 });
    return 'closed';
  }

  /** The oldest operation that is blocked on a side of a channel. */
  #partner(channel: number, sends: boolean): { readonly waiting: Waiting; readonly index: number } | undefined {
    for (const waiting of this.#waiting) {
      const index = waiting.cases.findIndex((one) => one.channel === channel && one.sends === sends);
      if (index >= 0) return { waiting, index };
    }
    return undefined;
  }

  #wake(waiting: Waiting, outcome: Outcome): void {
    this.#waiting = this.#waiting.filter((other) => other !== waiting);
    this.outcomes.set(waiting.id, outcome);
  }

  #at(channel: number): { readonly capacity: number; readonly buffer: number[]; closed: boolean } {
    const found = this.#channels[channel];
    if (!found) throw new RangeError(`no channel ${channel}`);
    return found;
  }
}
