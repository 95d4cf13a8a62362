import { creationStack } from '../detail.ts';
import { Goexit, Panic } from '../panic.ts';
import { currentGoroutine, lastThrown, note, noteMember, touches } from '../program.ts';
import { Gate } from './gate.ts';

/**
 * Waits for a set of goroutines. Go: `sync.WaitGroup`.
 *
 * Add before starting a goroutine, call `done` when it ends, `await wait()` for all of them; `go` does the first two.
 */
export class WaitGroup {
  readonly #gate: Gate<'at once' | 'waited'>;
  #count = 0;

  /** @param name how reports call it; they find out the variable's name by themselves */
  constructor(name?: string) {
    this.#gate = new Gate('sync.WaitGroup.Wait', { kind: 'wait-group', label: name, createdAt: creationStack() },
      { enter: () => this.#count === 0, linedUp: () => this.#linedUp() }, { atOnce: 'at once', waited: 'waited' });
  }

  /** Raises the counter by `n`, or lowers it when `n` is negative. Go: `wg.Add(n)`.
   *  @throws {Panic} `sync: negative WaitGroup counter` */
  add(n = 1): void {
    if (!Number.isSafeInteger(n)) throw new TypeError(`WaitGroup.add: a whole number is wanted, not ${String(n)}`);
    if (this.#count + n < 0) throw new Panic('sync: negative WaitGroup counter');
    this.#count += n;
    // The first `add` must not meet a `wait`: either might come first.
    if (n > 0 && this.#count === n) touches(this.#gate.resource, 'read');
    note(n < 0 ? 'is done with' : 'adds to', this.#gate.resource);
    if (this.#count === 0) this.#gate.admitAll();
  }

  #linedUp(): void {
    if (this.#gate.waiting.length === 1) touches(this.#gate.resource, 'write');
  }

  /** Lowers the counter by one. Go: `wg.Done()`. @throws {Panic} `sync: negative WaitGroup counter` */
  done(): void {
    this.add(-1);
  }

  /** Waits until the counter is zero. Go: `wg.Wait()`.
   *  @throws {Panic} `sync: WaitGroup is reused before previous Wait has returned` */
  async wait(): Promise<void> {
    const passage = await this.#gate.pass();
    if (passage === 'waited' && this.#count > 0) throw new Panic('sync: WaitGroup is reused before previous Wait has returned');
  }

  /** Runs `fn(...args)` as a goroutine that the group waits for. Go 1.25: `wg.Go(f)`.
   *  When `fn` throws, the group is not told: the program is ending, and no waiter should go on as if all were well. */
  go<A extends readonly unknown[]>(fn: (...args: A) => unknown, ...args: A): void {
    this.add();
    const name = fn.name === '' ? 'func' : fn.name;
    const goroutine = currentGoroutine().program.spawn(name, 'ordinary', async () => {
      try {
        await fn(...args);
      } catch (error) {
        if (lastThrown(error) instanceof Goexit) this.done();
        throw error;
      }
      this.done();
    });
    this.joined(goroutine);
  }

  /** The goroutine is one that it waits for.
   *  @internal */
  joined(goroutine: object): void {
    noteMember(this.#gate.resource, goroutine);
  }
}
