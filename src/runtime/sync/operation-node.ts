import { QueueNode } from '../queue.ts';
import type { Operation } from '../waiter.ts';

/** A goroutine that waits for a lock, a counter or a signal. */
export class OperationNode extends QueueNode {
  readonly operation: Operation;
  /** Lets it go on. */
  readonly resume: () => void;

  constructor(operation: Operation, resume: () => void) {
    super();
    this.operation = operation;
    this.resume = resume;
  }

  get stale(): boolean {
    return this.operation.settled;
  }
}
