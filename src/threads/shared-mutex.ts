import { creationStack } from '../runtime/detail.ts';
import { Panic } from '../runtime/panic.ts';
import { note } from '../runtime/program.ts';
import { plainName } from '../runtime/resource-name.ts';
import { Gate, newGate, STATE } from './gate.ts';
import { LINE, reach, words } from './memory.ts';

const MUTEX_LOCK = 3;

/** A lock in shared memory: a gate whose state says whether somebody holds it. */
export class SharedMutex {
  readonly #gate: Gate;

  constructor(name: string | undefined, address = newGate()) {
    reach(address + LINE);
    this.#gate = new Gate(address, 'sync.Mutex.Lock', { kind: 'mutex', label: name, createdAt: creationStack() }, () => {
      if (words[address + STATE] !== 0) return false;
      words[address + STATE] = 1;
      return true;
    });
  }

  get address(): number {
    return this.#gate.address;
  }

  get name(): string | undefined {
    return plainName(this.#gate.resource);
  }

  async lock(): Promise<void> {
    await this.#gate.pass();
  }

  lockSync(): void {
    this.#gate.passBlocking('lockSync', MUTEX_LOCK);
  }

  tryLock(): boolean {
    return this.#gate.tryPass();
  }

  unlock(): void {
    const at = this.#gate.address + STATE;
    this.#gate.change((next) => {
      if (words[at] === 0) throw new Panic('sync: unlock of unlocked mutex');
      // Handed over: whoever comes now must wait behind those who wait already.
      if (next() === 0) words[at] = 0;
    });
    note('unlocks', this.#gate.resource);
  }
}
