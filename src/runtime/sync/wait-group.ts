import { creationStack } from '../detail.ts';
import { Goexit, Panic } from '../panic.ts';
import { currentGoroutine, lastThrown, perform } from '../program.ts';
import { Queue } from '../queue.ts';
import type { Resource } from '../waiter.ts';
import { OperationNode } from './operation-node.ts';

/**
 * Waits for a set of goroutines. Go: `sync.WaitGroup`.
 *
 * Add before starting a goroutine, call `done` when it ends, `await wait()` for all of them; `go` does the first two.
 */
export class WaitGroup {
  readonly #resource: Resource;
  readonly #waiters = new Queue<OperationNode>();
  #count = 0;

  /** @param name how reports call it; they find out the variable's name by themselves */
  constructor(name?: string) {
    this.#resource = { kind: 'wait-group', label: name, createdAt: creationStack() };
  }

  /** Raises the counter by `n`, or lowers it when `n` is negative. Go: `wg.Add(n)`.
   *  @throws {Panic} `sync: negative WaitGroup counter` */
  add(n = 1): void {
    if (!Number.isSafeInteger(n)) throw new TypeError(`WaitGroup.add: a whole number is wanted, not ${String(n)}`);
    if (this.#count + n < 0) throw new Panic('sync: negative WaitGroup counter');
    this.#count += n;
    currentGoroutine().program.scheduler.note?.(n < 0 ? 'is done with' : 'adds to', this.#resource);
    if (this.#count > 0) return;
    for (let node = this.#waiters.shift(); node; node = this.#waiters.shift()) node.resume();
  }

  /** Lowers the counter by one. Go: `wg.Done()`. @throws {Panic} `sync: negative WaitGroup counter` */
  done(): void {
    this.add(-1);
  }

  /** Waits until the counter is zero. Go: `wg.Wait()`.
   *  @throws {Panic} `sync: WaitGroup is reused before previous Wait has returned` */
  async wait(): Promise<void> {
    const waited = await perform<'waited' | 'at once'>('sync.WaitGroup.Wait', [this.#resource], (waiter) => {
      if (this.#count === 0) waiter.complete('at once');
      else this.#waiters.push(new OperationNode(waiter, () => waiter.complete('waited')));
    });
    if (waited === 'waited' && this.#count > 0) throw new Panic('sync: WaitGroup is reused before previous Wait has returned');
  }

  /** Runs `fn(...args)` as a goroutine that the group waits for. Go 1.25: `wg.Go(f)`.
   *  When `fn` throws, the group is not told: the program is ending, and no waiter should go on as if all were well. */
  go<A extends readonly unknown[]>(fn: (...args: A) => unknown, ...args: A): void {
    this.add();
    const name = fn.name === '' ? 'func' : fn.name;
    currentGoroutine().program.spawn(name, 'ordinary', async () => {
      try {
        await fn(...args);
      } catch (error) {
        if (lastThrown(error) instanceof Goexit) this.done();
        throw error;
      }
      this.done();
    });
  }
}
