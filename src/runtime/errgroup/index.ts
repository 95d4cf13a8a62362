/** Go's package `golang.org/x/sync/errgroup`. */
import type { Context } from '../context/index.ts';
import { derive } from '../context/derive.ts';
import { creationStack } from '../detail.ts';
import { Goexit, Panic } from '../panic.ts';
import { acquires, currentGoroutine, lastThrown, noteMember, releases } from '../program.ts';
import { plainGate } from '../sync/gate.ts';
import { WaitGroup } from '../sync/wait-group.ts';

/** Goroutines that work on one task: the first error is kept, and can cancel the rest. Go: `errgroup.Group`. */
export class Group {
  readonly #gate = plainGate('errgroup.Go', { kind: 'group', createdAt: creationStack() }, { enter: () => this.#enter() });
  readonly #wg = new WaitGroup();
  readonly #cancel: ((cause?: Error) => void) | undefined;
  #limit = Infinity;
  #active = 0;
  #failure: { readonly error: unknown } | undefined;

  /** @param cancel called with the first error, and when `wait` returns */
  constructor(cancel?: (cause?: Error) => void) {
    this.#cancel = cancel;
  }

  /** At most `n` goroutines at a time from here on; a negative `n` means any number. Go: `g.SetLimit(n)`.
   *  @throws {Panic} when a limit is changed while goroutines of the group run */
  setLimit(n: number): void {
    if (this.#active > 0 && this.#limit !== Infinity) throw new Panic(`errgroup: modify limit while ${this.#active} goroutines in the group are still active`);
    this.#limit = n < 0 ? Infinity : n;
  }

  /** Starts `fn` as a goroutine, waiting while the limit is reached. What it throws is the group's error; a panic ends the program. Go: `g.Go(f)`. */
  async go(fn: () => unknown): Promise<void> {
    await this.#gate.pass();
    this.#spawn(fn);
  }

  /** Starts `fn` if the limit is not reached. Go: `g.TryGo(f)`. @returns whether it did */
  tryGo(fn: () => unknown): boolean {
    if (!this.#enter()) return false;
    acquires(this.#gate.resource);
    this.#spawn(fn);
    return true;
  }

  #enter(): boolean {
    if (this.#active >= this.#limit) return false;
    this.#active++;
    return true;
  }

  /** Waits for all goroutines of the group. Go: `g.Wait()`. @throws the first error */
  async wait(): Promise<void> {
    await this.#wg.wait();
    this.#cancel?.(errorOf(this.#failure?.error));
    if (this.#failure) throw this.#failure.error;
  }

  #spawn(fn: () => unknown): void {
    this.#wg.add();
    const goroutine = currentGoroutine().program.spawn(fn.name === '' ? 'func' : fn.name, 'ordinary', async () => {
      try {
        await fn();
      } catch (thrown) {
        const error = lastThrown(thrown);
        // The program is ending: no waiter should go on as if all were well.
        if (error instanceof Panic) throw error;
        if (!(error instanceof Goexit)) this.#failed(error);
      }
      // Its place goes to whoever waits for one.
      releases(this.#gate.resource);
      if (!this.#gate.admit()) this.#active--;
      this.#wg.done();
    });
    this.#wg.joined(goroutine);
    noteMember(this.#gate.resource, goroutine);
  }

  #failed(error: unknown): void {
    if (this.#failure) return;
    this.#failure = { error };
    this.#cancel?.(errorOf(error));
  }
}

/** A group with a context that ends at the first error, or when `wait` returns. Go: `errgroup.WithContext(ctx)`. */
export function withContext(parent: Context): [group: Group, ctx: Context] {
  const [ctx, cancel] = derive(parent, 'errgroup');
  return [new Group(cancel), ctx];
}

function errorOf(error: unknown): Error | undefined {
  return error === undefined || error instanceof Error ? error : new Panic(error);
}
