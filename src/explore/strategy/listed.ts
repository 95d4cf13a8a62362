import { SteadyOrder } from './steady.ts';
import type { Strategy, Task } from './strategy.ts';

/** A choice that departs from the usual: at the `at`-th choice between several, counted from 0, the one with this index. */
export interface Pick {
  readonly at: number;
  readonly pick: number;
}

/** When alarms ring that are due: before all else, or in order with the other tasks. */
export type AlarmOrder = 'first' | 'in order';

/** The steady order, but for some choices that are listed. */
export class ListedStrategy implements Strategy {
  readonly #order = new SteadyOrder();
  readonly #picks: ReadonlyMap<number, number>;
  #choices = 0;

  readonly ordersAlarms: boolean;

  constructor(picks: readonly Pick[], alarms: AlarmOrder) {
    this.ordersAlarms = alarms === 'in order';
    this.#picks = new Map(picks.map(({ at, pick }) => [at, pick]));
  }

  next(tasks: readonly Task[]): number {
    const index = tasks.length > 1 ? this.#pick(tasks.length) ?? this.#order.index(tasks) : 0;
    this.#order.ran(tasks[index] as Task);
    return index;
  }

  choose(bound: number): number {
    return bound > 1 ? this.#pick(bound) ?? 0 : 0;
  }

  #pick(bound: number): number | undefined {
    const pick = this.#picks.get(this.#choices++);
    return pick === undefined || pick < bound ? pick : undefined;
  }
}
