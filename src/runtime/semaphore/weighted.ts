import * as atomic from '../atomic/index.ts';
import { chan } from '../chan.ts';
import type { Channel } from '../channel.ts';
import type { Context } from '../context/index.ts';
import { Panic } from '../panic.ts';
import { changes } from '../program.ts';
import { requireLive } from '../require-live.ts';
import { select } from '../select.ts';
import { Held } from '../sync/locker.ts';
import { Mutex } from '../sync/mutex.ts';

/** A goroutine that waits for its weight; `ready` is closed when it has it. */
interface Waiter {
  readonly weight: number;
  readonly ready: Channel<never>;
}

/**
 * Bounds the combined weight of those who use something at the same time; served first come, first served. Go: `semaphore.Weighted`.
 *
 * Nobody overtakes: while a large request waits for enough to be released, smaller ones that came later wait behind it.
 */
export class Weighted {
  readonly #size: number;
  readonly #name: string;
  /** Atomic, so that what happens before a release happens before the `acquire` that it makes possible. */
  readonly #held = new atomic.Value(0);
  readonly #waiters = new Set<Waiter>();
  /** Nobody waits for it: taking it is the moment at which other goroutines may come first. */
  readonly #entrance = new Mutex('semaphore');

  /**
   * @param size the most weight that is held at a time. Go: `semaphore.NewWeighted(n)`
   * @param name how reports call it
   * @throws {RangeError} when the size is not a whole number from 0 up
   */
  constructor(size: number, name = 'semaphore') {
    requireWeight('the size', size);
    this.#size = size;
    this.#name = name;
  }

  /**
   * Takes `weight`, waiting until there is room or `ctx` is done. A weight above the size waits for `ctx` alone, and keeps nobody else waiting.
   * Go: `s.Acquire(ctx, n)`.
   * @throws `ctx.err()`, and the semaphore is as before; also when there was room but `ctx` was already done
   * @throws {RangeError} when the weight is not a whole number from 0 up
   */
  async acquire(ctx: Context, weight = 1): Promise<void> {
    requireWeight('a weight', weight);
    await this.#entrance.lock();
    this.#entrance.unlock();
    requireLive(ctx);
    if (this.tryAcquire(weight)) return;
    if (weight > this.#size) {
      await ctx.done().receive();
      requireLive(ctx);
    }
    await this.#wait(ctx, { weight, ready: chan<never>(0, this.#name) });
  }

  /** Takes `weight` if there is room and nobody waits. Go: `s.TryAcquire(n)`. @returns whether it did */
  tryAcquire(weight = 1): boolean {
    requireWeight('a weight', weight);
    changes(this.#waiters);
    if (this.#waiters.size > 0 || !this.#hasRoom(weight)) return false;
    this.#add(weight);
    return true;
  }

  /** Gives `weight` back; any goroutine may. Go: `s.Release(n)`. @throws {Panic} `semaphore: released more than held` */
  release(weight = 1): void {
    requireWeight('a weight', weight);
    if (weight > this.#held.load()) throw new Panic('semaphore: released more than held');
    this.#add(-weight);
    this.#admit();
  }

  /** Takes `weight` for the rest of the block: `using _s = await sem.hold(ctx, 2)`. @throws as `acquire` does */
  async hold(ctx: Context, weight = 1): Promise<Held> {
    await this.acquire(ctx, weight);
    return new Held(() => this.release(weight));
  }

  async #wait(ctx: Context, waiter: Waiter): Promise<void> {
    changes(this.#waiters);
    this.#waiters.add(waiter);
    await select({ ready: waiter.ready, stop: ctx.done() });
    if (ctx.err() === undefined) return;
    // The end of the context counts, also when there was room at the same moment: what was given goes to those behind.
    if (!this.#waiters.delete(waiter)) this.#add(-waiter.weight);
    this.#admit();
    requireLive(ctx);
  }

  /** Lets in those at the front for whom there is room. One for whom there is not keeps all behind it waiting, or it would starve. */
  #admit(): void {
    changes(this.#waiters);
    for (const waiter of this.#waiters) {
      if (!this.#hasRoom(waiter.weight)) return;
      this.#add(waiter.weight);
      this.#waiters.delete(waiter);
      waiter.ready.close();
    }
  }

  #hasRoom(weight: number): boolean {
    return this.#size - this.#held.load() >= weight;
  }

  #add(weight: number): void {
    this.#held.store(this.#held.load() + weight);
  }
}

function requireWeight(what: string, weight: number): void {
  if (!Number.isSafeInteger(weight) || weight < 0) {
    throw new RangeError(`semaphore: ${what} is a whole number from 0 up, not ${String(weight)}`);
  }
}
