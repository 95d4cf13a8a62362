import { Operation, type OperationKind, type WaitReason, waits } from '../operation.ts';
import { currentGoroutine, mayCompleteAtOnce, park, perform } from '../program.ts';
import { Queue } from '../queue.ts';
import type { Resource } from '../resource.ts';
import { inTurn } from '../turn.ts';

/** Who may pass a gate. */
export interface Rule {
  /** Lets one through that has just come, if that is possible. */
  readonly enter: () => boolean;
  /** What is to be done once one has lined up. */
  readonly linedUp?: () => void;
}

/** Where goroutines wait until they are let through, first come, first served: the queue behind every lock, counter and condition. */
export class Gate<P = void> {
  readonly reason: WaitReason;
  readonly resource: Resource;
  readonly rule: Rule;
  /** What those learn who pass at once, and those who had to wait. */
  readonly atOnce: P;
  readonly waited: P;
  readonly waiting = new Queue<Operation<Gate<P>, P>>();
  readonly #passed: Promise<P>;

  constructor(reason: WaitReason, resource: Resource, rule: Rule, answers: { readonly atOnce: P; readonly waited: P }) {
    this.reason = reason;
    this.resource = resource;
    this.rule = rule;
    this.atOnce = answers.atOnce;
    this.waited = answers.waited;
    this.#passed = Promise.resolve(answers.atOnce);
  }

  /** Goes through, or waits until somebody lets it. */
  pass(): Promise<P> {
    const atOnce = mayCompleteAtOnce();
    if (atOnce && this.rule.enter()) return inTurn(this.#passed);
    const operation = new Operation(currentGoroutine(), passing as OperationKind<Gate<P>, P>, this);
    if (!atOnce) return perform(operation);
    this.waiting.push(operation);
    const promise = park(operation);
    this.lineUp(operation);
    return promise;
  }

  /** One has lined up. */
  lineUp(operation: Operation<Gate<P>, P>): void {
    if (this.rule.linedUp === undefined) return;
    try {
      this.rule.linedUp();
    } catch (error) {
      this.waiting.remove(operation);
      operation.fail(error);
    }
  }

  /** Lets the first one through. @returns whether there was one */
  admit(): boolean {
    const first = this.waiting.shift();
    first?.complete(this.waited);
    return first !== undefined;
  }

  /** Lets everybody through who waits now. @returns how many */
  admitAll(): number {
    let count = 0;
    while (this.admit()) count++;
    return count;
  }
}

/** A gate that tells nothing. */
export function plainGate(reason: WaitReason, resource: Resource, rule: Rule): Gate {
  return new Gate<void>(reason, resource, rule, { atOnce: undefined, waited: undefined });
}

const passing: OperationKind<Gate<unknown>, unknown> = {
  ...waits,
  reason: (gate): WaitReason => gate.reason,
  resources: (gate) => [gate.resource],
  attempt: (operation) => {
    const { subject: gate } = operation;
    if (!gate.rule.enter()) return false;
    operation.complete(gate.atOnce);
    return true;
  },
  enqueue: (operation) => {
    operation.subject.waiting.push(operation);
    operation.subject.lineUp(operation);
  },
  leave: (operation) => operation.subject.waiting.remove(operation),
};
