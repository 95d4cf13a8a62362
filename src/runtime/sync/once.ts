import { acquires, looksAt, releases } from '../program.ts';
import { Mutex } from './mutex.ts';

/** Does something once, however many goroutines ask; the others wait until it is done. Go: `sync.Once`. */
export class Once {
  #done = false;
  readonly #mutex: Mutex;

  /** @param name how reports call it; they find out the variable's name by themselves */
  constructor(name?: string) {
    this.#mutex = new Mutex(name);
  }

  /** Calls `fn` if no call came before. A call that throws counts as done. Go: `once.Do(f)`. */
  async do(fn: () => unknown): Promise<void> {
    if (this.#done) {
      acquires(this);
      return;
    }
    looksAt(this);
    using _held = await this.#mutex.acquire();
    if (this.#done) return;
    try {
      await fn();
    } finally {
      this.#done = true;
      releases(this);
    }
  }
}
