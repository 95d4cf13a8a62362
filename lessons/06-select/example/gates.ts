// module
import { sync, time, type ReceiveChannel } from 'concurrency-tutor';

/** How many requests are at work, and the most there may be. */
export class Places {
  readonly #mutex = new sync.Mutex();
  readonly #most: number;
  #taken = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Takes a place, or says that none is free. It does not wait for one.
   */
  async take(): Promise<boolean> {
    using _lock = await this.#mutex.acquire();
    if (this.#taken >= this.#most) return false;
    this.#taken++;
    return true;
  }

  async giveBack(): Promise<void> {
    using _lock = await this.#mutex.acquire();
    this.#taken--;
  }
}

/**
 * A channel with one permit for each interval. A permit that nobody
 * takes in time is dropped.
 */
export function permits(perSecond: number): ReceiveChannel<number> {
  if (!(perSecond > 0 && perSecond <= 1000)) {
    throw new RangeError(`${perSecond} permits per second: expected more than 0, at most 1000`);
  }
  return time.tick(time.Second / perSecond);
}
