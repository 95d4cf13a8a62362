import { creationStack } from '../runtime/detail.ts';
import { Panic } from '../runtime/panic.ts';
import { note } from '../runtime/program.ts';
import { plainName } from '../runtime/resource-name.ts';
import { Gate, newGate, STATE } from './gate.ts';
import { LINE, reach, words } from './memory.ts';

const WAIT_GROUP_WAIT = 4;

/** A wait group in shared memory: a gate whose state is the counter. */
export class SharedWaitGroup {
  readonly #gate: Gate;

  constructor(name: string | undefined, address = newGate()) {
    reach(address + LINE);
    this.#gate = new Gate(address, 'sync.WaitGroup.Wait', { kind: 'wait-group', label: name, createdAt: creationStack() }, () => words[address + STATE] === 0);
  }

  get address(): number {
    return this.#gate.address;
  }

  get name(): string | undefined {
    return plainName(this.#gate.resource);
  }

  add(n: number): void {
    if (!Number.isSafeInteger(n)) throw new TypeError(`WaitGroup.add: a whole number is wanted, not ${String(n)}`);
    const at = this.#gate.address + STATE;
    this.#gate.change((next) => {
      const count = (words[at] as number) + n;
      if (count < 0) throw new Panic('sync: negative WaitGroup counter');
      words[at] = count;
      while (count === 0 && next() !== 0);
    });
    note(n < 0 ? 'is done with' : 'adds to', this.#gate.resource);
  }

  async wait(): Promise<void> {
    const passage = await this.#gate.pass();
    if (passage === 'waited' && Atomics.load(words, this.#gate.address + STATE) > 0) throw new Panic('sync: WaitGroup is reused before previous Wait has returned');
  }

  waitSync(): void {
    this.#gate.passBlocking('waitSync', WAIT_GROUP_WAIT);
  }
}
