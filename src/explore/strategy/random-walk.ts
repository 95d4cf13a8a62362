import type { Random } from './random.ts';
import type { Strategy, Task } from './strategy.ts';

/** Any task, all equally likely. */
export class RandomWalk implements Strategy {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  next(tasks: readonly Task[]): number {
    return this.#random.below(tasks.length);
  }

  choose(bound: number): number {
    return this.#random.below(bound);
  }
}
