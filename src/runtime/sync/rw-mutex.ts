import { creationStack } from '../detail.ts';
import { Panic } from '../panic.ts';
import { currentGoroutine, perform } from '../program.ts';
import { Queue } from '../queue.ts';
import type { Resource } from '../waiter.ts';
import { Held, type Locker } from './locker.ts';
import { OperationNode } from './operation-node.ts';

/** A lock for one writer or any number of readers; a waiting writer keeps new readers out. Go: `sync.RWMutex`. */
export class RWMutex implements Locker {
  readonly #resource: Resource;
  readonly #writers = new Queue<OperationNode>();
  readonly #readersWaiting = new Queue<OperationNode>();
  #readers = 0;
  #writing = false;

  /** @param name how reports call it; they find out the variable's name by themselves */
  constructor(name?: string) {
    this.#resource = { kind: 'rw-mutex', label: name, createdAt: creationStack() };
  }

  /** Takes the lock for writing. Go: `mu.Lock()`. */
  lock(): Promise<void> {
    return perform<void>('sync.RWMutex.Lock', [this.#resource], (waiter) => {
      if (this.tryLock()) waiter.complete();
      else this.#writers.push(new OperationNode(waiter, () => waiter.complete()));
    });
  }

  /** Takes the lock for writing if that is possible at once. Go: `mu.TryLock()`. @returns whether it did */
  tryLock(): boolean {
    if (this.#writing || this.#readers > 0) return false;
    this.#writing = true;
    return true;
  }

  /** Gives the lock back: to all readers that wait, or else to the next writer. Go: `mu.Unlock()`.
   *  @throws {Panic} `sync: Unlock of unlocked RWMutex` */
  unlock(): void {
    if (!this.#writing) throw new Panic('sync: Unlock of unlocked RWMutex');
    this.#writing = false;
    this.#note('unlocks');
    if (!this.#admitReaders()) this.#admitWriter();
  }

  /** Takes the lock for reading. Go: `mu.RLock()`. */
  rLock(): Promise<void> {
    return perform<void>('sync.RWMutex.RLock', [this.#resource], (waiter) => {
      if (this.tryRLock()) waiter.complete();
      else this.#readersWaiting.push(new OperationNode(waiter, () => waiter.complete()));
    });
  }

  /** Takes the lock for reading if that is possible at once. Go: `mu.TryRLock()`. @returns whether it did */
  tryRLock(): boolean {
    if (this.#writing || this.#writers.peek()) return false;
    this.#readers++;
    return true;
  }

  /** Gives a reader's share back. Go: `mu.RUnlock()`. @throws {Panic} `sync: RUnlock of unlocked RWMutex` */
  rUnlock(): void {
    if (this.#readers === 0) throw new Panic('sync: RUnlock of unlocked RWMutex');
    this.#readers--;
    this.#note('read-unlocks');
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

  #admitReaders(): boolean {
    let admitted = false;
    for (let reader = this.#readersWaiting.shift(); reader; reader = this.#readersWaiting.shift()) {
      this.#readers++;
      admitted = true;
      reader.resume();
    }
    return admitted;
  }

  #admitWriter(): void {
    const writer = this.#writers.shift();
    if (!writer) return;
    this.#writing = true;
    writer.resume();
  }

  #note(what: string): void {
    currentGoroutine().program.scheduler.note?.(what, this.#resource);
  }
}
