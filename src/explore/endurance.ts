import type { Endurance } from './step-bound.ts';

/** Steps in which nothing gets on, after which a schedule counts as endless. */
const PATIENCE = 20_000;
/** Steps after which it does in any case. */
const LONGEST = 300_000;
/** Steps after which time goes on for those who may only be busy until an alarm rings, once it is known that the program is of that kind. */
const BUSY = 2_000;
/** How much longer than the longest schedule that has ended another one may be. */
const FACTOR = 50;

/** How long the schedules of an exploration may go on: what the first ones took tells what is long for this program. */
export class Patience {
  readonly #fixed: number | undefined;
  #longest: number | undefined;
  #isEndless = false;
  #isBusy = false;

  /** @param maxSteps the limit, if somebody has set one */
  constructor(maxSteps: number | undefined) {
    this.#fixed = maxSteps;
  }

  /** For the next schedule. */
  get endurance(): Endurance {
    if (this.#fixed !== undefined) return { busy: this.#fixed, patience: this.#fixed, maxSteps: this.#fixed };
    return { busy: this.#isBusy ? BUSY : PATIENCE, patience: PATIENCE, maxSteps: this.#most() };
  }

  /** What came of a schedule. */
  took({ steps, hasPassedTime }: { readonly steps: number; readonly hasPassedTime: boolean }, end: 'ended' | 'endless'): void {
    if (hasPassedTime) this.#isBusy = true;
    if (end === 'endless') this.#isEndless = true;
    else this.#longest = Math.max(this.#longest ?? 0, steps);
  }

  #most(): number {
    // That the program may not end is known already: more schedules of that kind need not be long.
    if (this.#isEndless) return PATIENCE;
    return this.#longest === undefined ? LONGEST : Math.min(LONGEST, Math.max(PATIENCE, FACTOR * this.#longest));
  }
}
