import { CONTENDERS, elsewhere } from '../cases/mutex.ts';
import { checkCount } from '../harness/check.ts';
import { done, Waiting } from './channels/waiting.ts';

class WaitingLocker {
  next: WaitingLocker | undefined = undefined;
  readonly resume: (value: undefined) => void;

  constructor(resume: (value: undefined) => void) {
    this.resume = resume;
  }
}

/** A lock that is handed over to whoever has waited longest. */
class Lock {
  readonly #waiting = new Waiting<WaitingLocker>();
  #taken = false;

  tryLock(): boolean {
    if (this.#taken) return false;
    this.#taken = true;
    return true;
  }

  lock(): Promise<undefined> {
    return this.tryLock() ? done : this.park();
  }

  park(): Promise<undefined> {
    return new Promise((resolve) => { this.#waiting.push(new WaitingLocker(resolve)); });
  }

  unlock(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken = false;
    else next.resume(undefined);
  }
}

/** One await per operation. */
export async function awaiting(locks: number): Promise<void> {
  const lock = new Lock();
  let count = 0;
  await Promise.all(Array.from({ length: CONTENDERS }, async (_, first) => {
    for (let i = first; i < locks; i += CONTENDERS) {
      await lock.lock();
      const before = count;
      await elsewhere;
      count = before + 1;
      lock.unlock();
    }
  }));
  checkCount(count, locks);
}

/** Synchronous when possible. */
export async function trying(locks: number): Promise<void> {
  const lock = new Lock();
  let count = 0;
  await Promise.all(Array.from({ length: CONTENDERS }, async (_, first) => {
    for (let i = first; i < locks; i += CONTENDERS) {
      if (!lock.tryLock()) await lock.park();
      const before = count;
      await elsewhere;
      count = before + 1;
      lock.unlock();
    }
  }));
  checkCount(count, locks);
}
