import { creationStack } from '../runtime/detail.ts';
import { Panic } from '../runtime/panic.ts';
import { note } from '../runtime/program.ts';
import { Held, type Locker } from '../runtime/sync/locker.ts';
import { Gate, newGate, STATE } from './gate.ts';
import { mark, revivable } from './handle.ts';
import { reach, words } from './memory.ts';
import { plainName } from '../runtime/resource-name.ts';

const MUTEX_LOCK = 3;

/** A lock that one goroutine of all threads holds at a time; served first come, first served. Go: `sync.Mutex`. */
export class Mutex implements Locker {
  readonly #gate: Gate;

  /** @param name how reports call it; they find out the variable's name by themselves */
  constructor(name?: string);
  /** @internal */
  constructor(name: string | undefined, address: number);
  constructor(name?: string, address = newGate()) {
    reach(address + 16);
    this.#gate = new Gate(address, 'sync.Mutex.Lock', { kind: 'mutex', label: name, createdAt: creationStack() }, () => {
      if (words[address + STATE] !== 0) return false;
      words[address + STATE] = 1;
      return true;
    });
    mark(this, () => ['mutex', address, plainName(this.#gate.resource) ?? null]);
  }

  /** Takes the lock, waiting while somebody holds it. Locking it again without unlocking waits for ever. Go: `mu.Lock()`. */
  async lock(): Promise<void> {
    await this.#gate.pass();
  }

  /** Takes the lock, blocking this thread while somebody holds it. Not in the thread that all others come from. */
  lockSync(): void {
    this.#gate.passBlocking('lockSync', MUTEX_LOCK);
  }

  /** Takes the lock if nobody holds it. Go: `mu.TryLock()`. */
  tryLock(): boolean {
    return this.#gate.tryPass();
  }

  /** Gives the lock back; any goroutine of any thread may. Go: `mu.Unlock()`. @throws {Panic} `sync: unlock of unlocked mutex` */
  unlock(): void {
    const at = this.#gate.address + STATE;
    this.#gate.change((next) => {
      if (words[at] === 0) throw new Panic('sync: unlock of unlocked mutex');
      // Handed over: whoever comes now must wait behind those who wait already.
      if (next() === 0) words[at] = 0;
    });
    note('unlocks', this.#gate.resource);
  }

  /** Takes the lock for the rest of the block: `using _l = await mu.acquire()`. */
  async acquire(): Promise<Held> {
    await this.lock();
    return new Held(() => this.unlock());
  }
}

revivable('mutex', ([, address, name]) => new Mutex(typeof name === 'string' ? name : undefined, address));
