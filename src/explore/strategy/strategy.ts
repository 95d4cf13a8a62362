import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Operation } from '../../runtime/operation.ts';

/** Something that can go on: a goroutine about to start, to attempt an operation, or to continue after one; or an alarm that is due. */
export interface Task {
  /** Whose it is; of an alarm, the goroutine that set it. */
  readonly goroutine: Goroutine;
  readonly kind: 'start' | 'attempt' | 'continue' | 'alarm';
  /** Carries it out. */
  readonly run: () => void;
  /** The goroutine only asks whether others want to run. */
  readonly yields: boolean;
  /** What is attempted, or has been completed. */
  readonly operation?: Operation;
  /** Which alarm it is. */
  readonly timer?: object;
}

/** How a step touches something: it looks, it changes it, or it changes it in a way that commutes with the same way of changing it. */
export type Touch = 'reads' | 'changes' | 'counts';

/** Stands for anything that a step may touch, when nobody knows what it does. */
export const everything = { kind: 'everything' };

/** Chooses what happens next. Every choice of a schedule is made here, so that a seed says it all. */
export interface Strategy {
  /** The index of the task to run next; below 0 when the schedule need not go on. `tasks` is not empty; the one that waits longest comes first. */
  next(tasks: readonly Task[], step: number): number;
  /** A choice of the program's own, such as between ready cases of a select. */
  choose(bound: number): number;
  /** Whether alarms that are due are tasks like others, and not carried out before them. */
  readonly ordersAlarms?: boolean;
  /** A task can be carried out from now on. */
  added?(task: Task): void;
  /** A task that could have been carried out no longer can. */
  removed?(task: Task): void;
  /** The step that is under way touches something that others may touch. */
  touched?(subject: object, how: Touch): void;
  /** Nothing could run, so time has gone on to the next alarm. */
  timePassed?(): void;
  /** The running goroutine accesses memory that others may share; `location` stands for it. Told only of programs that tell of their accesses. */
  accessed?(goroutine: Goroutine, location: object, how: 'read' | 'write'): void;
}

/**
 * How the next goroutine is chosen: `random`, any, all equally likely; `pct`, by priorities that change at a few points, which finds what
 * needs few switches in the right places; `urw`, such that all orders are equally likely, also those in which a short goroutine comes late;
 * `portfolio`, all of these in turn; `exhaustive`, every order that matters, so that what passes is proved.
 */
export const strategyNames = ['portfolio', 'random', 'pct', 'urw', 'exhaustive'] as const;
/** One of `strategyNames`. */
export type StrategyName = (typeof strategyNames)[number];

/** Those that draw their schedules from a seed. */
export type SampledStrategyName = Exclude<StrategyName, 'exhaustive'>;
