import { Profiler, type Profile } from './profile.ts';
import type { Random } from './random.ts';
import type { Strategy, Task } from './strategy.ts';

/** The longest-waiting task first: the order a reader expects. Counts the steps of each goroutine on the way. */
export class FairStrategy implements Strategy {
  readonly #random: Random;
  readonly #profiler = new Profiler();

  constructor(random: Random) {
    this.#random = random;
  }

  next([first]: readonly Task[]): number {
    if (first) this.#profiler.count(first.goroutine);
    return 0;
  }

  choose(bound: number): number {
    return this.#random.below(bound);
  }

  /** How many steps each goroutine took. */
  get profile(): Profile {
    return this.#profiler.profile;
  }
}
