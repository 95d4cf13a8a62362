import { creationStack } from '../detail.ts';
import { Panic } from '../panic.ts';
import { note, looksAt } from '../program.ts';
import { type Gate, plainGate } from './gate.ts';
import { Held, type Locker } from './locker.ts';

/** A lock that one goroutine holds at a time; served first come, first served. Go: `sync.Mutex`. */
export class Mutex implements Locker {
  readonly #gate: Gate;
  #locked = false;

  /** @param name how reports call it; they find out the variable's name by themselves */
  constructor(name?: string) {
    this.#gate = plainGate('sync.Mutex.Lock', { kind: 'mutex', label: name, createdAt: creationStack() }, { enter: () => this.#take() });
  }

  /** Takes the lock, waiting while somebody holds it. Locking it again without unlocking waits for ever. Go: `mu.Lock()`. */
  lock(): Promise<void> {
    return this.#gate.pass();
  }

  /** Takes the lock if nobody holds it. Go: `mu.TryLock()`. */
  tryLock(): boolean {
    const taken = this.#take();
    if (taken) note('locks', this.#gate.resource);
    else looksAt(this.#gate.resource);
    return taken;
  }

  /** Gives the lock back; any goroutine may. Go: `mu.Unlock()`. @throws {Panic} `sync: unlock of unlocked mutex` */
  unlock(): void {
    if (!this.#locked) {
      note('unlocks in vain', this.#gate.resource);
      throw new Panic('sync: unlock of unlocked mutex');
    }
    note('unlocks', this.#gate.resource);
    // Handed over: whoever comes now must wait behind those who wait already.
    if (!this.#gate.admit()) this.#locked = false;
  }

  /** Takes the lock for the rest of the block: `using _l = await mu.acquire()`. */
  async acquire(): Promise<Held> {
    await this.lock();
    return new Held(() => this.unlock());
  }

  #take(): boolean {
    if (this.#locked) return false;
    this.#locked = true;
    return true;
  }
}
