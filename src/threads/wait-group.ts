import { creationStack } from '../runtime/detail.ts';
import { Panic } from '../runtime/panic.ts';
import { note } from '../runtime/program.ts';
import { Gate, newGate, STATE } from './gate.ts';
import { mark, revivable } from './handle.ts';
import { reach, words } from './memory.ts';
import { type Arguments, type Exported, type Module, start } from './module.ts';
import { plainName } from '../runtime/resource-name.ts';

const WAIT_GROUP_WAIT = 4;

/** Waits for a set of goroutines, on whatever threads. Go: `sync.WaitGroup`. */
export class WaitGroup {
  readonly #gate: Gate;

  /** @param name how reports call it; they find out the variable's name by themselves */
  constructor(name?: string);
  /** @internal */
  constructor(name: string | undefined, address: number);
  constructor(name?: string, address = newGate()) {
    reach(address + 16);
    this.#gate = new Gate(address, 'sync.WaitGroup.Wait', { kind: 'wait-group', label: name, createdAt: creationStack() }, () => words[address + STATE] === 0);
    mark(this, () => ['wait-group', address, plainName(this.#gate.resource) ?? null]);
  }

  /** Raises the counter by `n`, or lowers it when `n` is negative. Go: `wg.Add(n)`.
   *  @throws {Panic} `sync: negative WaitGroup counter` */
  add(n = 1): void {
    if (!Number.isSafeInteger(n)) throw new TypeError(`WaitGroup.add: a whole number is wanted, not ${String(n)}`);
    const at = this.#gate.address + STATE;
    this.#gate.change((next) => {
      const count = (words[at] as number) + n;
      if (count < 0) throw new Panic('sync: negative WaitGroup counter');
      words[at] = count;
      while (count === 0 && next() !== 0);
    });
    note(n < 0 ? 'is done with' : 'adds to', this.#gate.resource);
  }

  /** Lowers the counter by one. Go: `wg.Done()`. @throws {Panic} `sync: negative WaitGroup counter` */
  done(): void {
    this.add(-1);
  }

  /** Waits until the counter is zero. Go: `wg.Wait()`.
   *  @throws {Panic} `sync: WaitGroup is reused before previous Wait has returned` */
  async wait(): Promise<void> {
    const passage = await this.#gate.pass();
    if (passage === 'waited' && Atomics.load(words, this.#gate.address + STATE) > 0) throw new Panic('sync: WaitGroup is reused before previous Wait has returned');
  }

  /** Waits until the counter is zero, blocking this thread. Not in the thread that all others come from. */
  waitSync(): void {
    this.#gate.passBlocking('waitSync', WAIT_GROUP_WAIT);
  }

  /** Runs an export of a module as a thread goroutine that the group waits for. Go 1.25: `wg.Go(f)`. When it throws, the group is not told: the program is ending. */
  go<M, K extends Exported<M>>(module: Module<M>, name: K, ...args: Arguments<M, K>): void {
    this.add();
    start(module, name, args, this);
  }
}

revivable('wait-group', ([, address, name]) => new WaitGroup(typeof name === 'string' ? name : undefined, address));
