import type { Goroutine } from '../../runtime/goroutine.ts';
import { Random } from './random.ts';

/** Something that can go on: a goroutine about to start, to attempt an operation, or to continue after one. */
export interface Task {
  readonly goroutine: Goroutine;
  readonly kind: 'start' | 'attempt' | 'continue';
  /** Carries it out. */
  readonly run: () => void;
  /** The goroutine only asks whether others want to run. */
  readonly yields: boolean;
}

/** Chooses what happens next. Every choice of a schedule is made here, so that a seed says it all. */
export interface Strategy {
  /** The index of the task to run next. `tasks` is not empty; the one that waits longest comes first. */
  next(tasks: readonly Task[], step: number): number;
  /** A choice of the program's own, such as between ready cases of a select. */
  choose(bound: number): number;
}

/** The longest-waiting task first: the order a reader expects. */
export class FairStrategy implements Strategy {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  next(): number {
    return 0;
  }

  choose(bound: number): number {
    return this.#random.below(bound);
  }
}

/** Any task, all equally likely. */
export class RandomStrategy implements Strategy {
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

/**
 * Probabilistic concurrency testing: goroutines have random priorities, the highest runs, and at `depth` − 1 random moments the running one
 * falls behind all others. Finds bugs that need few but well-placed switches. (Burckhardt et al., ASPLOS 2010.)
 * Half-way to the step bound it becomes random, so that a program that waits for another's progress gets it.
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
    for (let index = 1; index < tasks.length; index++) {
      if (this.#priority(tasks[index]) > this.#priority(tasks[best])) best = index;
    }
    const chosen = tasks[best];
    if (chosen && (chosen.yields || this.#changes.has(step))) this.#priorities.set(chosen.goroutine, --this.#lowest);
    return best;
  }

  choose(bound: number): number {
    return this.#random.below(bound);
  }

  #priority(task: Task | undefined): number {
    if (!task) return -Infinity;
    let priority = this.#priorities.get(task.goroutine);
    if (priority === undefined) {
      priority = 1 + this.#random.fraction();
      this.#priorities.set(task.goroutine, priority);
    }
    return priority;
  }
}

/**
 * How the next goroutine is chosen: `random`; `pct`, by priorities that change at a few points, which finds what needs few switches in the right
 * places; `portfolio`, several ways in turn.
 */
export const strategyNames = ['portfolio', 'random', 'pct'] as const;
/** One of `strategyNames`. */
export type StrategyName = (typeof strategyNames)[number];

/** Makes the strategy for one schedule. `length`: how many steps schedules of this program take, as far as is known. */
export function strategyFor(name: StrategyName, options: { readonly seed: number; readonly schedule: number; readonly length: number; readonly maxSteps: number }): Strategy {
  const random = new Random(options.seed, options.schedule);
  const pct = (depth: number): Strategy => new PctStrategy(random, { depth, length: options.length, fairFrom: options.maxSteps / 2 });
  switch (name) {
    case 'random':
      return new RandomStrategy(random);
    case 'pct':
      return pct(1 + (options.schedule % 4));
    case 'portfolio':
      if (options.schedule === 0) return new FairStrategy(random);
      return options.schedule % 2 === 1 ? new RandomStrategy(random) : pct(1 + ((options.schedule / 2) % 4));
    default:
      return name satisfies never;
  }
}
