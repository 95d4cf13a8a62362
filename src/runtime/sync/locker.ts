/** What a condition variable is built on. Go: `sync.Locker`. */
export interface Locker {
  /** Takes the lock, waiting while somebody holds it. Go: `l.Lock()`. */
  lock(): Promise<void>;
  /** Gives it back. Go: `l.Unlock()`. */
  unlock(): void;
}

/** A lock that is held, and given back at the end of the block: `using _l = await mu.acquire()`. Unlocking by hand first is fine. */
export class Held implements Disposable {
  #release: (() => void) | undefined;

  /** Made by `acquire`.
   *  @internal */
  constructor(release: () => void) {
    this.#release = release;
  }

  /** Gives the lock back, the first time. */
  [Symbol.dispose](): void {
    const release = this.#release;
    this.#release = undefined;
    release?.();
  }
}
