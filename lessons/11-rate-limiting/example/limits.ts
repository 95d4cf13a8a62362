// module
import { rate, sync, type Context } from 'concurrency-tutor';

/** A limit for all requests, and one for each route besides. */
export class Limits {
  readonly #all: rate.Limiter;
  readonly #routes = new Map<string, rate.Limiter>();
  readonly #lock = new sync.RWMutex();

  constructor(perSecond: number) {
    this.#all = new rate.Limiter(perSecond, perSecond);
  }

  /** Gives a route a limit, or another one. */
  async set(route: string, perSecond: number): Promise<void> {
    await this.#lock.lock();
    try {
      const limiter = this.#routes.get(route);
      if (limiter) { // whoever waits there goes on waiting there
        limiter.setLimit(perSecond);
        limiter.setBurst(perSecond);
        return;
      }
      const fresh = new rate.Limiter(perSecond, perSecond);
      this.#routes.set(route, fresh);
    } finally {
      this.#lock.unlock();
    }
  }

  /** Waits for a token of the route, and then for one of all. */
  async wait(ctx: Context, route: string): Promise<void> {
    const limiter = await this.#limiterOf(route);
    if (!limiter) throw new Error(`no limit has been set for ${route}`);
    await limiter.wait(ctx);
    await this.#all.wait(ctx);
  }

  async #limiterOf(route: string): Promise<rate.Limiter | undefined> {
    await this.#lock.rLock();
    try {
      return this.#routes.get(route);
    } finally {
      this.#lock.rUnlock();
    }
  }
}
