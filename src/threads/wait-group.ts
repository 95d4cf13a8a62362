import { sync } from '../runtime/index.ts';
import { isControlled, blocks, keepIdentity } from './controlled.ts';
import { mark, revivable } from './handle.ts';
import { type Arguments, type Exported, type Module, start } from './module.ts';
import { SharedWaitGroup } from './shared-wait-group.ts';

/** Waits for a set of goroutines, on whatever threads. Go: `sync.WaitGroup`. */
export class WaitGroup {
  readonly #inner: SharedWaitGroup | ControlledWaitGroup;

  /** @param name how reports call it; they find out the variable's name by themselves */
  constructor(name?: string);
  /** @internal */
  constructor(name: string | undefined, address: number);
  constructor(name?: string, address?: number) {
    if (address === undefined && isControlled()) {
      this.#inner = new ControlledWaitGroup(name);
      keepIdentity(this);
    } else {
      const shared = new SharedWaitGroup(name, address);
      this.#inner = shared;
      mark(this, () => ['wait-group', shared.address, shared.name ?? null]);
    }
  }

  /** Raises the counter by `n`, or lowers it when `n` is negative. Go: `wg.Add(n)`.
   *  @throws {Panic} `sync: negative WaitGroup counter` */
  add(n = 1): void {
    this.#inner.add(n);
  }

  /** Lowers the counter by one. Go: `wg.Done()`. @throws {Panic} `sync: negative WaitGroup counter` */
  done(): void {
    this.#inner.add(-1);
  }

  /** Waits until the counter is zero. Go: `wg.Wait()`.
   *  @throws {Panic} `sync: WaitGroup is reused before previous Wait has returned` */
  wait(): Promise<void> {
    return this.#inner.wait();
  }

  /** Waits until the counter is zero, blocking this thread. Not in the thread that all others come from. */
  waitSync(): void {
    this.#inner.waitSync();
  }

  /** Runs an export of a module as a thread goroutine that the group waits for. Go 1.25: `wg.Go(f)`. When it throws, the group is not told: the program is ending. */
  go<M, K extends Exported<M>>(module: Module<M>, name: K, ...args: Arguments<M, K>): void {
    this.add();
    start(module, name, args, this);
  }
}

/** One for goroutines that all run on one thread. */
class ControlledWaitGroup extends sync.WaitGroup {
  #count = 0;

  override add(n = 1): void {
    super.add(n);
    this.#count += n;
  }

  waitSync(): void {
    if (this.#count > 0) blocks();
  }
}

revivable('wait-group', ([, address, name]) => new WaitGroup(typeof name === 'string' ? name : undefined, address));
