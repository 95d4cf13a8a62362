import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Random } from './random.ts';
import type { Strategy, Task } from './strategy.ts';

/**
 * Probabilistic concurrency testing: goroutines have random priorities, the highest runs, and at `depth` − 1 random moments the running one
 * falls behind all others. Finds bugs that need few but well-placed switches. (Burckhardt et al., ASPLOS 2010.)
 * From step `fairFrom` on it is random, so that a program that waits for another's progress gets it.
 */
export class PctStrategy implements Strategy {
  readonly #random: Random;
  readonly #priorities = new Map<Goroutine, number>();
  readonly #changes: Set<number>;
  readonly #fairFrom: number;
  #lowest = 0;

  constructor(random: Random, options: { readonly depth: number; readonly length: number; readonly fairFrom: number }) {
    this.#random = random;
    this.#fairFrom = options.fairFrom;
    this.#changes = new Set(Array.from({ length: options.depth - 1 }, () => 1 + random.below(Math.max(1, options.length))));
  }

  next(tasks: readonly Task[], step: number): number {
    if (step >= this.#fairFrom) return this.#random.below(tasks.length);
    let best = 0;
    let highest = -Infinity;
    for (let index = 0; index < tasks.length; index++) {
      const priority = this.#priority((tasks[index] as Task).goroutine);
      if (priority <= highest) continue;
      highest = priority;
      best = index;
    }
    const { yields, goroutine } = tasks[best] as Task;
    if (yields || this.#changes.has(step)) this.#priorities.set(goroutine, --this.#lowest);
    return best;
  }

  choose(bound: number): number {
    return this.#random.below(bound);
  }

  #priority(goroutine: Goroutine): number {
    let priority = this.#priorities.get(goroutine);
    if (priority === undefined) {
      priority = 1 + this.#random.fraction();
      this.#priorities.set(goroutine, priority);
    }
    return priority;
  }
}
