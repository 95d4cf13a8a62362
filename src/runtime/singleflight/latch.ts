import { creationStack } from '../detail.ts';
import { note } from '../program.ts';
import { type Gate, plainGate } from '../sync/gate.ts';

/** Goroutines wait until it is opened, once and for all: a wait group that everybody finds raised already. */
export class Latch {
  readonly #gate: Gate;
  #open = false;

  constructor(name: string) {
    this.#gate = plainGate('sync.WaitGroup.Wait', { kind: 'wait-group', label: name, createdAt: creationStack() }, { enter: () => this.#open });
  }

  wait(): Promise<void> {
    return this.#gate.pass();
  }

  open(): void {
    this.#open = true;
    note('is done with', this.#gate.resource);
    this.#gate.admitAll();
  }
}
