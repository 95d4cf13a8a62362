import type { Goroutine } from '../../runtime/goroutine.ts';

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
  /** The running goroutine accesses memory that others may share; `location` stands for it. Told only of programs that tell of their accesses. */
  accessed?(goroutine: Goroutine, location: object, how: 'read' | 'write'): void;
}

/**
 * How the next goroutine is chosen: `random`, any, all equally likely; `pct`, by priorities that change at a few points, which finds what
 * needs few switches in the right places; `urw`, such that all orders are equally likely, also those in which a short goroutine comes late;
 * `portfolio`, all of these in turn.
 */
export const strategyNames = ['portfolio', 'random', 'pct', 'urw'] as const;
/** One of `strategyNames`. */
export type StrategyName = (typeof strategyNames)[number];
