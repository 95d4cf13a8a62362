import type { Goroutine } from '../../runtime/goroutine.ts';
import type { AlarmOrder, Pick } from '../strategy/listed.ts';
import { SteadyOrder } from '../strategy/steady.ts';
import type { Strategy, Task } from '../strategy/strategy.ts';

/**
 * A choice that departs from the steady order. `where` and `to` say it such that it keeps its meaning when other moves are left out:
 * after so many steps of that goroutine, this one is next.
 */
export interface Move extends Pick {
  readonly where: string;
  /** The goroutine that is next, or what the program's own choice is. */
  readonly to: number;
}

/** A choice between several. */
export interface Fork {
  readonly where: string;
  /** What could have been chosen instead of the usual. */
  readonly others: readonly number[];
}

/** Where the choices of a schedule come from while its moves are noted. */
export interface Source {
  readonly alarms: AlarmOrder;
  next(tasks: readonly Task[], step: number, usual: number, where: string): number;
  choose(bound: number, where: string): number;
}

/** Notes which choices of a schedule depart from the steady order. */
export class NotingStrategy implements Strategy {
  readonly moves: Move[] = [];
  readonly forks: Fork[] = [];
  /** How often a goroutine that could have gone on was made to wait. */
  switches = 0;
  readonly #source: Source;
  readonly #order = new SteadyOrder();
  readonly #steps = new Map<Goroutine | undefined, number>();
  #choices = 0;
  /** Choices of the program's own since the last step began. */
  #own = 0;

  readonly ordersAlarms: boolean;

  constructor(source: Source) {
    this.#source = source;
    this.ordersAlarms = source.alarms === 'in order';
  }

  next(tasks: readonly Task[], step: number): number {
    const usual = this.#order.index(tasks);
    const where = this.#where();
    const index = this.#source.next(tasks, step, usual, where);
    const chosen = tasks[index] as Task;
    if (tasks.length > 1) this.#note(tasks, usual, index, where);
    this.#steps.set(chosen.goroutine, (this.#steps.get(chosen.goroutine) ?? 0) + 1);
    this.#own = 0;
    this.#order.ran(chosen);
    return index;
  }

  choose(bound: number): number {
    const where = `${this.#where()}.${this.#own++}`;
    const chosen = this.#source.choose(bound, where);
    if (bound < 2) return chosen;
    const at = this.#choices++;
    this.forks.push({ where, others: Array.from({ length: bound - 1 }, (_, other) => other + 1) });
    if (chosen !== 0) this.moves.push({ at, pick: chosen, where, to: chosen });
    return chosen;
  }

  #note(tasks: readonly Task[], usual: number, pick: number, where: string): void {
    const at = this.#choices++;
    this.forks.push({ where, others: tasks.filter((_, index) => index !== usual).map(({ goroutine }) => goroutine.id) });
    if (pick === usual) return;
    this.moves.push({ at, pick, where, to: (tasks[pick] as Task).goroutine.id });
    if (this.#order.couldGoOn(tasks)) this.switches++;
  }

  #where(): string {
    const { last } = this.#order;
    return `${last?.id ?? ''}.${this.#steps.get(last) ?? 0}`;
  }
}

/** The choices of another strategy. */
export function choicesOf(strategy: Strategy): Source {
  return {
    alarms: strategy.ordersAlarms === true ? 'in order' : 'first',
    next: (tasks, step) => strategy.next(tasks, step),
    choose: (bound) => strategy.choose(bound),
  };
}

/** Some moves, as far as they are possible, and the usual otherwise. */
export function movesAsSource(moves: readonly Intent[], alarms: AlarmOrder): Source {
  const to = new Map(moves.map((move) => [move.where, move.to]));
  return {
    alarms,
    next: (tasks, _step, usual, where) => {
      const id = to.get(where);
      const index = id === undefined ? -1 : tasks.findIndex(({ goroutine }) => goroutine.id === id);
      return index < 0 ? usual : index;
    },
    choose: (bound, where) => Math.min(to.get(where) ?? 0, Math.max(0, bound - 1)),
  };
}

/** A move, wherever among the choices it comes. */
export type Intent = Omit<Move, keyof Pick>;
