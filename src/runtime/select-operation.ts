import { CLOSED, type ChannelCore } from './channel-core.ts';
import { type Operation, type OperationKind, type WaitReason, waits } from './operation.ts';
import { Panic } from './panic.ts';
import type { QueueNode } from './queue.ts';

/** What names a case: a property, or an index. */
export type Key = string | number;

/** What a select waits for. */
export interface Choice {
  readonly arms: readonly Arm[];
  readonly otherwise: 'default' | 'block';
}

type Selecting = Operation<Choice>;

/** A case of a select that may become ready: a place in one of its channel's queues. Both kinds are one class, for the sake of the queues. */
export class Arm implements QueueNode {
  previous: QueueNode | undefined;
  next: QueueNode | undefined;
  readonly direction: 'receive' | 'send';
  readonly key: Key;
  readonly channel: ChannelCore<unknown>;
  /** What it sends, if it does. */
  readonly value: unknown;
  private operation: Selecting | undefined;

  constructor(direction: 'receive' | 'send', key: Key, channel: ChannelCore<unknown>, value?: unknown) {
    this.previous = undefined;
    this.next = undefined;
    this.direction = direction;
    this.key = key;
    this.channel = channel;
    this.value = value;
    this.operation = undefined;
  }

  get isReady(): boolean {
    return this.direction === 'send' ? this.channel.canSend : this.channel.canReceive;
  }

  /** Carries the case out, being ready. @throws {Panic} `send on closed channel` */
  carryOut(): unknown {
    if (this.direction === 'receive') return receivedEvent(this.key, this.channel.take());
    this.channel.trySend(this.value);
    return { case: this.key };
  }

  enqueue(operation: Selecting): void {
    this.operation = operation;
    if (this.direction === 'send') this.channel.senders.push(this);
    else this.channel.addReceiver(this);
  }

  leave(): void {
    if (this.direction === 'send') this.channel.senders.remove(this);
    else this.channel.removeReceiver(this);
  }

  deliver(value: unknown): void {
    this.win(receivedEvent(this.key, value));
  }

  closed(): void {
    this.win(receivedEvent(this.key, CLOSED));
  }

  taken(): void {
    this.win({ case: this.key });
  }

  refused(): void {
    const { operation } = this;
    if (!operation) return;
    selecting.leave(operation);
    operation.fail(new Panic('send on closed channel'));
  }

  /** This case has been carried out: the select leaves the other queues. */
  private win(event: unknown): void {
    const { operation } = this;
    if (!operation) return;
    selecting.leave(operation);
    operation.complete(event);
  }
}

/** What a select gives whose case has received. */
export function receivedEvent(key: Key, taken: unknown): unknown {
  return taken === CLOSED ? { case: key, ok: false, value: undefined } : { case: key, ok: true, value: taken };
}

/** `select { … }`. */
export const selecting: OperationKind<Choice, unknown> = {
  ...waits,
  reason: ({ arms, otherwise }): WaitReason => (arms.length === 0 && otherwise === 'block' ? 'select (no cases)' : 'select'),
  resources: ({ arms }) => arms.map((arm) => arm.channel),
  // With a default it does not wait, but lets others run once.
  yields: ({ otherwise }) => otherwise === 'default',
  attempt: (operation) => {
    if (carryOutOne(operation)) return true;
    if (operation.subject.otherwise === 'block' || !operation.goroutine.program.scheduler.controlled) return false;
    operation.complete({ case: 'default' });
    return true;
  },
  enqueue: (operation) => {
    if (operation.subject.otherwise === 'block') {
      for (const arm of inQueueOrder(operation)) arm.enqueue(operation);
      return;
    }
    setImmediate(() => {
      if (operation.goroutine.program.over) return;
      if (!carryOutOne(operation)) operation.complete({ case: 'default' });
    });
  },
  leave: ({ subject }) => {
    for (const arm of subject.arms) arm.leave();
  },
};

/** Carries out one ready case, chosen uniformly. */
function carryOutOne(operation: Selecting): boolean {
  const ready = operation.subject.arms.filter((arm) => arm.isReady);
  const chosen = ready[operation.goroutine.program.scheduler.choose(ready.length)];
  if (!chosen) return false;
  try {
    operation.complete(chosen.carryOut());
  } catch (error) {
    operation.fail(error);
  }
  return true;
}

/** Whoever comes first in a channel's queue is served first; so two cases of one channel take turns at random in being first. */
function inQueueOrder({ subject: { arms }, goroutine }: Selecting): readonly Arm[] {
  if (!hasTwins(arms)) return arms;
  const shuffled = [...arms];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = goroutine.program.scheduler.choose(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other] as Arm, shuffled[last] as Arm];
  }
  return shuffled;
}

/** Whether two cases are on one channel. */
function hasTwins(arms: readonly Arm[]): boolean {
  for (let a = 1; a < arms.length; a++) {
    for (let b = 0; b < a; b++) if (arms[a]?.channel === arms[b]?.channel) return true;
  }
  return false;
}
