import { Operation, type OperationKind, type WaitReason, waits } from '../runtime/operation.ts';
import { currentGoroutine, mayCompleteAtOnce, park, perform } from '../runtime/program.ts';
import type { Resource } from '../runtime/resource.ts';
import { inTurn } from '../runtime/turn.ts';
import { block, requireMayBlock } from './blocking.ts';
import { later, lock, lockPatiently, unlock } from './lock.ts';
import { extend, LINE } from './memory.ts';
import { BUSY, DONE, push, remove, shift, WAITS } from './record.ts';
import { finish, type Finisher, forsake, freePlace, listen, type Place, takePlace } from './thread.ts';

/** Words of a gate in shared memory: its lock, what the rule needs, the queue. */
const LOCK = 0;
export const STATE = 1;
const QUEUE = 2;

/** Where goroutines of any thread wait until they are let through: what is behind every lock and counter between threads. */
export class Gate {
  readonly address: number;
  readonly reason: WaitReason;
  readonly resource: Resource;
  /** Lets one through that has just come, if that is possible. Called under the lock. */
  readonly enter: () => boolean;

  constructor(address: number, reason: WaitReason, resource: Resource, enter: () => boolean) {
    this.address = address;
    this.reason = reason;
    this.resource = resource;
    this.enter = enter;
  }

  /** Goes through, or waits until somebody lets it. @returns whether it waited */
  pass(): Promise<'at once' | 'waited'> {
    const atOnce = mayCompleteAtOnce();
    if (atOnce && this.tryPass()) return inTurn(atOncePromise);
    const operation = new Operation(currentGoroutine(), passing, this);
    if (!atOnce) return perform(operation);
    const promise = operation.begin();
    passing.enqueue(operation);
    return operation.state === 'new' ? park(operation, promise) : inTurn(promise);
  }

  tryPass(): boolean {
    if (!lock(this.address + LOCK)) return false;
    const entered = this.enter();
    unlock(this.address + LOCK);
    return entered;
  }

  /** Goes through, blocking this thread until somebody lets it. */
  passBlocking(method: string, reason: number): void {
    requireMayBlock(method);
    if (!this.tryPass()) block(reason, this.address, (record) => this.lineUp(record));
  }

  /** @returns `WAITS`, `DONE` when it need not wait after all, or `BUSY` */
  lineUp(record: number): number {
    if (!lock(this.address + LOCK)) return BUSY;
    const entered = this.enter();
    if (!entered) push(this.address + QUEUE, record);
    unlock(this.address + LOCK);
    return entered ? DONE : WAITS;
  }

  /** Changes what the rule looks at, and lets through as many as `change` says, the first to come first. Those let through are told afterwards. */
  change(change: (next: () => number) => void): void {
    const through: number[] = [];
    lockPatiently(this.address + LOCK);
    try {
      change(() => {
        const record = shift(this.address + QUEUE);
        if (record !== 0) through.push(record);
        return record;
      });
    } finally {
      unlock(this.address + LOCK);
    }
    for (const record of through) finish(record, DONE);
  }

  /** @returns whether it was still waiting */
  leave(record: number): boolean {
    if (!lock(this.address + LOCK)) return false;
    const left = remove(this.address + QUEUE, record);
    unlock(this.address + LOCK);
    return left;
  }
}

/** Memory for a gate. */
export function newGate(): number {
  return extend(LINE);
}

const atOncePromise = Promise.resolve('at once' as const);

class Waiting implements Finisher {
  readonly operation: Operation<Gate, 'at once' | 'waited'>;
  readonly place: Place = takePlace(this);
  over = false;

  constructor(operation: Operation<Gate, 'at once' | 'waited'>) {
    this.operation = operation;
    waitingFor.set(operation, this);
  }

  finished(place: Place): void {
    this.over = true;
    freePlace(place);
    this.operation.complete('waited');
  }

  giveUp(): void {
    if (this.over) return;
    this.over = true;
    if (this.operation.subject.leave(this.place.record)) freePlace(this.place);
    else forsake(this.place);
  }
}

const waitingFor = new WeakMap<object, Waiting>();

const passing: OperationKind<Gate, 'at once' | 'waited'> = {
  ...waits,
  reason: (gate): WaitReason => gate.reason,
  resources: (gate) => [gate.resource],
  attempt: () => false,
  enqueue: (operation) => {
    const waiting = new Waiting(operation);
    const outcome = operation.subject.lineUp(waiting.place.record);
    if (outcome === WAITS) {
      listen();
      return;
    }
    waiting.over = true;
    freePlace(waiting.place);
    if (outcome === DONE) operation.complete('at once');
    else later(() => {
      if (operation.state !== 'abandoned') passing.enqueue(operation);
    });
  },
  leave: (operation) => waitingFor.get(operation)?.giveUp(),
};
