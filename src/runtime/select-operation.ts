import { CLOSED, NOTHING, type ChannelCore } from './channel-core.ts';
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

/** Waits in the place of a select some of whose channels are shared with other threads. */
export interface Together {
  enqueue(operation: Selecting): void;
  leave(operation: Selecting): void;
}

/** What a case gives that was ready, and no longer was when it was carried out: another thread was faster. */
export const MISSED = Symbol('missed');

/** A case of a select that may become ready: a place in one of its channel's queues. Both kinds are one class, for the sake of the queues. */
export class Arm implements QueueNode {
  previous: QueueNode | undefined;
  next: QueueNode | undefined;
  readonly direction: 'receive' | 'send';
  readonly key: Key;
  readonly channel: ChannelCore<unknown>;
  /** What it sends, if it does. */
  readonly value: unknown;
  operation: Selecting | undefined;

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
    if (this.direction === 'send') return this.channel.trySend(this.value) ? { case: this.key } : MISSED;
    const taken = this.channel.take();
    return taken === NOTHING ? MISSED : receivedEvent(this.key, taken);
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
      const together = togetherOf(operation);
      if (together) together.enqueue(operation);
      else for (const arm of inQueueOrder(operation)) arm.enqueue(operation);
      return;
    }
    setImmediate(() => {
      const { program } = operation.goroutine;
      if (program.over) {
        program.freeze(operation.goroutine);
        return;
      }
      if (!carryOutOne(operation)) operation.complete({ case: 'default' });
    });
  },
  leave: (operation) => {
    const together = togetherOf(operation);
    if (together) together.leave(operation);
    else for (const arm of operation.subject.arms) arm.leave();
  },
};

function togetherOf({ subject: { arms } }: Selecting): Together | undefined {
  for (const arm of arms) {
    const { together } = arm.channel;
    if (together) return together;
  }
  return undefined;
}

/** Carries out one ready case, chosen uniformly. */
function carryOutOne(operation: Selecting): boolean {
  const ready = operation.subject.arms.filter((arm) => arm.isReady);
  const chosen = ready[operation.goroutine.program.scheduler.choose(ready.length)];
  if (!chosen) return false;
  try {
    const event = chosen.carryOut();
    if (event === MISSED) return carryOutOne(operation);
    operation.complete(event);
  } catch (error) {
    operation.fail(error);
  }
  return true;
}

/** Whoever comes first in a channel's queue is served first; so two cases of one channel take turns at random in being first. */
export function inQueueOrder({ subject: { arms }, goroutine }: Selecting): readonly Arm[] {
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
