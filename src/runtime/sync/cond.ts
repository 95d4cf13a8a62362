import { creationStack } from '../detail.ts';
import { note } from '../program.ts';
import { type Gate, plainGate } from './gate.ts';
import type { Locker } from './locker.ts';

/** Goroutines wait here until another says that what they wait for may be true. Go: `sync.Cond`. */
export class Cond {
  /** The lock that guards the condition. Go: `c.L`. */
  readonly locker: Locker;
  readonly #gate: Gate;

  /** @param name how reports call it; they find out the variable's name by themselves */
  constructor(locker: Locker, name?: string) {
    this.locker = locker;
    this.#gate = plainGate('sync.Cond.Wait', { kind: 'cond', label: name, createdAt: creationStack() }, { enter: () => false, linedUp: () => this.locker.unlock() });
  }

  /** Unlocks, waits for a signal, locks again. The lock must be held; look at the condition again afterwards, in a loop. Go: `c.Wait()`. */
  async wait(): Promise<void> {
    await this.#gate.pass();
    await this.locker.lock();
  }

  /** Wakes the goroutine that waits longest. Go: `c.Signal()`. */
  signal(): void {
    note('signals', this.#gate.resource);
    this.#gate.admit();
  }

  /** Wakes every goroutine that waits. Go: `c.Broadcast()`. */
  broadcast(): void {
    note('broadcasts', this.#gate.resource);
    this.#gate.admitAll();
  }
}
