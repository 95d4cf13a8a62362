import type { Goroutine } from '../../runtime/goroutine.ts';
import type { Task } from './strategy.ts';

/** Steps after which somebody may be waiting for one who never gets a turn. */
const LONG = 2_000;

/**
 * The order a schedule has when nobody interferes: whoever ran goes on, until it has to wait or asks whether others want to run;
 * then comes the task that waits longest. A long schedule becomes fair: the one that waits longest is always next. What departs from it is a move; a schedule can be told by its moves alone.
 */
export class SteadyOrder {
  /** Who ran last. */
  last: Goroutine | undefined;
  #yielded = false;
  #steps = 0;

  /** The index of the task that would be next. */
  index(tasks: readonly Task[]): number {
    const own = this.#own(tasks);
    return own < 0 ? 0 : own;
  }

  /** Whether `tasks` has one of the goroutine that ran last, which did not ask for a pause: choosing another is a context switch. */
  couldGoOn(tasks: readonly Task[]): boolean {
    return this.#own(tasks) >= 0;
  }

  /** Whether the schedule has become so long that everybody has to get turns. */
  get isFair(): boolean {
    return this.#steps >= LONG;
  }

  ran({ kind, goroutine, yields }: Task): void {
    this.#steps++;
    // An alarm takes nobody's turn.
    if (kind === 'alarm') return;
    this.last = goroutine;
    this.#yielded = yields;
  }

  #own(tasks: readonly Task[]): number {
    if (this.#yielded || this.isFair) return -1;
    const { last } = this;
    return tasks.findIndex(({ goroutine }) => goroutine === last);
  }
}
