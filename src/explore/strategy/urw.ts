import type { Goroutine } from '../../runtime/goroutine.ts';
import { FamilyTree, type Branch, type Profile } from './profile.ts';
import type { Random } from './random.ts';
import type { Strategy, Task } from './strategy.ts';

/** A goroutine, and the steps that it and those it has yet to start are expected to take. */
interface Walker {
  readonly expected: Branch | undefined;
  left: number;
}

/**
 * A random walk under which all interleavings are about equally likely: goroutines are weighted by the steps they have left, as an earlier run of
 * the same program had them. A plain random walk lets short goroutines end early. (Zhao et al., ASPLOS 2025.)
 * From step `fairFrom` on all goroutines are equal, so that one which only waits for another's progress gets it.
 */
export class UniformRandomWalk implements Strategy {
  readonly #random: Random;
  readonly #fairFrom: number;
  readonly #walkers: FamilyTree<Walker>;
  #weights: number[] = [];

  constructor(random: Random, options: { readonly profile: Profile; readonly fairFrom: number }) {
    this.#random = random;
    this.#fairFrom = options.fairFrom;
    this.#walkers = new FamilyTree((parent, place) => {
      const expected = parent ? parent.expected?.children[place] : options.profile[place];
      const left = expected?.steps ?? 0;
      // What a goroutine does from its start on is its own; before, it is its parent's yet to come.
      if (parent) parent.left -= left;
      return { expected, left };
    });
  }

  next(tasks: readonly Task[], step: number): number {
    if (step >= this.#fairFrom) return this.#random.below(tasks.length);
    let total = 0;
    for (let index = 0; index < tasks.length; index++) total += this.#weights[index] = this.#weight((tasks[index] as Task).goroutine);
    let at = this.#random.below(total);
    let chosen = 0;
    while ((at -= this.#weights[chosen] as number) >= 0) chosen++;
    this.#walkers.of((tasks[chosen] as Task).goroutine).left--;
    return chosen;
  }

  choose(bound: number): number {
    return this.#random.below(bound);
  }

  #weight(goroutine: Goroutine): number {
    return Math.max(1, this.#walkers.of(goroutine).left);
  }
}
