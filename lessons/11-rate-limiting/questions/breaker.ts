// module
import { atomic, time } from 'concurrency-tutor';

export class BreakerOpen extends Error {
  override readonly name = 'BreakerOpen';
}

type State =
  | { readonly kind: 'closed'; readonly failures: number }
  | { readonly kind: 'open'; readonly until: number }
  | { readonly kind: 'half-open' };

/** Stops asking a service that has failed several times in a row. */
export class Breaker {
  readonly #most: number;
  readonly #rest: number;
  readonly #state = new atomic.Value<State>({ kind: 'closed', failures: 0 });

  constructor(most: number, rest: number) {
    this.#most = most;
    this.#rest = rest;
  }

  get state(): State['kind'] {
    return this.#state.load().kind;
  }

  /** Runs `ask`, whose answer says whether it went well. */
  async run<T extends { readonly ok: boolean }>(
    ask: () => Promise<T>,
  ): Promise<T> {
    this.#enter();
    try {
      const answer = await ask();
      if (answer.ok) this.#state.store({ kind: 'closed', failures: 0 });
      else this.#count();
      return answer;
    } catch (error) {
      this.#count();
      throw error;
    }
  }

  #enter(): void {
    const state = this.#state.load();
    if (state.kind === 'closed') return;
    if (state.kind === 'open' && time.now() >= state.until) {
      this.#state.store({ kind: 'half-open' }); // this caller is the probe
      return;
    }
    throw new BreakerOpen('not asked, since it has failed lately');
  }

  #count(): void {
    const state = this.#state.load();
    if (state.kind === 'open') return;
    const failures = state.kind === 'closed' ? state.failures + 1 : 1;
    const opens = state.kind === 'half-open' || failures >= this.#most;
    this.#state.store(opens
      ? { kind: 'open', until: time.now() + this.#rest }
      : { kind: 'closed', failures });
  }
}
