import { creationStack } from '../detail.ts';
import { Panic } from '../panic.ts';
import { note, looksAt } from '../program.ts';
import type { Resource } from '../resource.ts';
import { type Gate, plainGate } from './gate.ts';
import { Held, type Locker } from './locker.ts';

/** A lock for one writer or any number of readers; a waiting writer keeps new readers out. Go: `sync.RWMutex`. */
export class RWMutex implements Locker {
  readonly #resource: Resource;
  readonly #writersGate: Gate;
  readonly #readersGate: Gate;
  #readers = 0;
  #writing = false;

  /** @param name how reports call it; they find out the variable's name by themselves */
  constructor(name?: string) {
    this.#resource = { kind: 'rw-mutex', label: name, createdAt: creationStack() };
    this.#writersGate = plainGate('sync.RWMutex.Lock', this.#resource, { enter: () => this.#write() });
    this.#readersGate = plainGate('sync.RWMutex.RLock', this.#resource, { enter: () => this.#read() });
  }

  /** Takes the lock for writing. Go: `mu.Lock()`. */
  lock(): Promise<void> {
    return this.#writersGate.pass();
  }

  /** Takes the lock for writing if that is possible at once. Go: `mu.TryLock()`. @returns whether it did */
  tryLock(): boolean {
    const taken = this.#write();
    if (taken) note('locks', this.#resource);
    else looksAt(this.#resource);
    return taken;
  }

  /** Gives the lock back: to all readers that wait, or else to the next writer. Go: `mu.Unlock()`.
   *  @throws {Panic} `sync: Unlock of unlocked RWMutex` */
  unlock(): void {
    if (!this.#writing) {
      note('unlocks in vain', this.#resource);
      throw new Panic('sync: Unlock of unlocked RWMutex');
    }
    this.#writing = false;
    note('unlocks', this.#resource);
    if (!this.#admitReaders()) this.#admitWriter();
  }

  /** Takes the lock for reading. Go: `mu.RLock()`. */
  rLock(): Promise<void> {
    return this.#readersGate.pass();
  }

  /** Takes the lock for reading if that is possible at once. Go: `mu.TryRLock()`. @returns whether it did */
  tryRLock(): boolean {
    const taken = this.#read();
    if (taken) note('read-locks', this.#resource);
    else looksAt(this.#resource);
    return taken;
  }

  /** Gives a reader's share back. Go: `mu.RUnlock()`. @throws {Panic} `sync: RUnlock of unlocked RWMutex` */
  rUnlock(): void {
    if (this.#readers === 0) {
      note('unlocks in vain', this.#resource);
      throw new Panic('sync: RUnlock of unlocked RWMutex');
    }
    this.#readers--;
    note('read-unlocks', this.#resource);
    if (this.#readers === 0) this.#admitWriter();
  }

  /** The read side as a lock of its own. Go: `mu.RLocker()`. */
  rLocker(): Locker {
    return { lock: () => this.rLock(), unlock: () => this.rUnlock() };
  }

  /** Takes the lock for writing for the rest of the block: `using _l = await mu.acquire()`. */
  async acquire(): Promise<Held> {
    await this.lock();
    return new Held(() => this.unlock());
  }

  /** Takes the lock for reading for the rest of the block. */
  async rAcquire(): Promise<Held> {
    await this.rLock();
    return new Held(() => this.rUnlock());
  }

  #write(): boolean {
    if (this.#writing || this.#readers > 0) return false;
    this.#writing = true;
    return true;
  }

  #read(): boolean {
    if (this.#writing || this.#writersGate.waiting.length > 0) return false;
    this.#readers++;
    return true;
  }

  #admitReaders(): boolean {
    this.#readers = this.#readersGate.admitAll();
    return this.#readers > 0;
  }

  #admitWriter(): void {
    this.#writing = this.#writersGate.admit();
  }
}
