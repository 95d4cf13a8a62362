import { sync } from '../runtime/index.ts';
import { Held, type Locker } from '../runtime/sync/locker.ts';
import { blocks, isControlled, keepIdentity } from './controlled.ts';
import { mark, revivable } from './handle.ts';
import { SharedMutex } from './shared-mutex.ts';

/** A lock that one goroutine of all threads holds at a time; served first come, first served. Go: `sync.Mutex`. */
export class Mutex implements Locker {
  readonly #inner: SharedMutex | sync.Mutex;

  /** @param name how reports call it; they find out the variable's name by themselves */
  constructor(name?: string);
  /** @internal */
  constructor(name: string | undefined, address: number);
  constructor(name?: string, address?: number) {
    if (address === undefined && isControlled()) {
      this.#inner = new sync.Mutex(name);
      keepIdentity(this);
    } else {
      const shared = new SharedMutex(name, address);
      this.#inner = shared;
      mark(this, () => ['mutex', shared.address, shared.name ?? null]);
    }
  }

  /** Takes the lock, waiting while somebody holds it. Locking it again without unlocking waits for ever. Go: `mu.Lock()`. */
  lock(): Promise<void> {
    return this.#inner.lock();
  }

  /** Takes the lock, blocking this thread while somebody holds it. Not in the thread that all others come from. */
  lockSync(): void {
    if (this.#inner instanceof SharedMutex) this.#inner.lockSync();
    else if (!this.#inner.tryLock()) blocks();
  }

  /** Takes the lock if nobody holds it. Go: `mu.TryLock()`. */
  tryLock(): boolean {
    return this.#inner.tryLock();
  }

  /** Gives the lock back; any goroutine of any thread may. Go: `mu.Unlock()`. @throws {Panic} `sync: unlock of unlocked mutex` */
  unlock(): void {
    this.#inner.unlock();
  }

  /** Takes the lock for the rest of the block: `using _l = await mu.acquire()`. */
  async acquire(): Promise<Held> {
    await this.lock();
    return new Held(() => this.unlock());
  }
}

revivable('mutex', ([, address, name]) => new Mutex(typeof name === 'string' ? name : undefined, address));
