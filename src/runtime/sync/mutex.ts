import { creationStack } from '../detail.ts';
import { Panic } from '../panic.ts';
import { currentGoroutine, perform } from '../program.ts';
import { Queue } from '../queue.ts';
import type { Resource } from '../waiter.ts';
import { Held, type Locker } from './locker.ts';
import { OperationNode } from './operation-node.ts';

/** A lock that one goroutine holds at a time; served first come, first served. Go: `sync.Mutex`. */
export class Mutex implements Locker {
  readonly #resource: Resource;
  readonly #waiters = new Queue<OperationNode>();
  #locked = false;

  /** @param name how reports call it; they find out the variable's name by themselves */
  constructor(name?: string) {
    this.#resource = { kind: 'mutex', label: name, createdAt: creationStack() };
  }

  /** Takes the lock, waiting while somebody holds it. Locking it again without unlocking waits for ever. Go: `mu.Lock()`. */
  lock(): Promise<void> {
    return perform<void>('sync.Mutex.Lock', [this.#resource], (waiter) => {
      if (this.#locked) {
        this.#waiters.push(new OperationNode(waiter, () => waiter.complete()));
        return;
      }
      this.#locked = true;
      waiter.complete();
    });
  }

  /** Takes the lock if nobody holds it. Go: `mu.TryLock()`. */
  tryLock(): boolean {
    if (this.#locked) return false;
    this.#locked = true;
    return true;
  }

  /** Gives the lock back; any goroutine may. Go: `mu.Unlock()`. @throws {Panic} `sync: unlock of unlocked mutex` */
  unlock(): void {
    if (!this.#locked) throw new Panic('sync: unlock of unlocked mutex');
    currentGoroutine().program.scheduler.note?.('unlocks', this.#resource);
    const next = this.#waiters.shift();
    if (next) next.resume();
    else this.#locked = false;
  }

  /** Takes the lock for the rest of the block: `using _l = await mu.acquire()`. */
  async acquire(): Promise<Held> {
    await this.lock();
    return new Held(() => this.unlock());
  }
}
