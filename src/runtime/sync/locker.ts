/** What a condition variable is built on. Go: `sync.Locker`. */
export interface Locker {
  lock(): Promise<void>;
  unlock(): void;
}

/** Unlocks at the end of the block: `using _l = await mu.acquire()`. Unlocking by hand first is fine. */
export class Held implements Disposable {
  #release: (() => void) | undefined;

  constructor(release: () => void) {
    this.#release = release;
  }

  [Symbol.dispose](): void {
    const release = this.#release;
    this.#release = undefined;
    release?.();
  }
}
