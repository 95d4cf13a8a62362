import { creationStack } from '../detail.ts';
import { currentGoroutine, perform } from '../program.ts';
import { Queue } from '../queue.ts';
import type { Resource } from '../waiter.ts';
import type { Locker } from './locker.ts';
import { OperationNode } from './operation-node.ts';

/** Goroutines wait here until another says that what they wait for may be true. Go: `sync.Cond`. */
export class Cond {
  /** The lock that guards the condition. Go: `c.L`. */
  readonly locker: Locker;
  readonly #resource: Resource;
  readonly #waiters = new Queue<OperationNode>();

  /** @param name how reports call it; they find out the variable's name by themselves */
  constructor(locker: Locker, name?: string) {
    this.locker = locker;
    this.#resource = { kind: 'cond', label: name, createdAt: creationStack() };
  }

  /** Unlocks, waits for a signal, locks again. The lock must be held; look at the condition again afterwards, in a loop. Go: `c.Wait()`. */
  async wait(): Promise<void> {
    await perform<void>('sync.Cond.Wait', [this.#resource], (waiter) => {
      this.#waiters.push(new OperationNode(waiter, () => waiter.complete()));
      try {
        this.locker.unlock();
      } catch (error) {
        waiter.fail(error);
      }
    });
    await this.locker.lock();
  }

  /** Wakes the goroutine that waits longest. Go: `c.Signal()`. */
  signal(): void {
    this.#note('signals');
    this.#waiters.shift()?.resume();
  }

  /** Wakes every goroutine that waits. Go: `c.Broadcast()`. */
  broadcast(): void {
    this.#note('broadcasts');
    for (let node = this.#waiters.shift(); node; node = this.#waiters.shift()) node.resume();
  }

  #note(what: string): void {
    currentGoroutine().program.scheduler.note?.(what, this.#resource);
  }
}
