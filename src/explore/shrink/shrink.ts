import { outcomeKey } from '../outcome-key.ts';
import type { FindingKind } from '../report.ts';
import { runSchedule, type ScheduleOptions, type ScheduleResult, type Subject } from '../schedule.ts';
import type { AlarmOrder } from '../strategy/listed.ts';
import { strategyFor } from '../strategy/plan.ts';
import { choicesOf, movesAsSource, NotingStrategy, type Intent, type Source } from './moves.ts';

/** The most runs, and the most steps in all of them, that one failing schedule is worth. */
const MOST_RUNS = 300;
const MOST_STEPS = 400_000;

/** What never ends is long under every schedule. */
const endless: ReadonlySet<FindingKind> = new Set(['livelock', 'never-ends', 'uncontrolled']);

/** A schedule with the same faults as another, told by its moves. */
export interface Shrunk {
  readonly how: ScheduleOptions;
  readonly result: ScheduleResult;
  /** How often a goroutine that could have gone on was made to wait. */
  readonly switches: number;
}

/**
 * Looks for a schedule that shows the same faults with few context switches: leaves out moves, in halves, quarters and one by one, as long as
 * the faults stay; then sees whether a single move would do. No randomness, no clock: the same schedule always shrinks to the same one.
 * @returns `undefined` when the schedule cannot be told by its moves
 */
export async function shrink(subject: Subject, how: ScheduleOptions, failing: ScheduleResult): Promise<Shrunk | undefined> {
  if (failing.touchedReality || failing.faults.length === 0 || failing.faults.some(({ kind }) => endless.has(kind))) return undefined;
  return new Shrinking(subject, how, failing).shrunk();
}

interface Attempt extends Shrunk {
  readonly strategy: NotingStrategy;
}

class Shrinking {
  readonly #subject: Subject;
  readonly #how: ScheduleOptions;
  readonly #key: string;
  /** What goes on for much longer than the failing schedule shows something else. */
  readonly #maxSteps: number;
  readonly #alarms: AlarmOrder;
  #runs = 0;
  #steps = 0;

  constructor(subject: Subject, how: ScheduleOptions, failing: ScheduleResult) {
    this.#subject = subject;
    this.#how = how;
    this.#key = outcomeKey(failing);
    this.#alarms = how.plan.way === 'listed' ? how.plan.alarms : 'first';
    this.#maxSteps = Math.min(how.maxSteps, 2 * failing.steps + 1_000);
  }

  async shrunk(): Promise<Shrunk | undefined> {
    const first = await this.#try(choicesOf(strategyFor(this.#how.plan, this.#how)));
    // It went otherwise the second time: nothing that follows could be trusted.
    if (!first) return undefined;
    const steady = await this.#run(movesAsSource([], this.#alarms));
    if (this.#isWanted(steady)) return steady;
    const few = await this.#leaveOut(first);
    return few.strategy.moves.length > 1 ? await this.#singleMove(steady.strategy, few) : few;
  }

  /** Leaves out as many moves as possible: large pieces first, then smaller ones. */
  async #leaveOut(from: Attempt): Promise<Attempt> {
    let best = from;
    for (let size = Math.ceil(best.strategy.moves.length / 2); size >= 1 && !this.#isSpent; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      best = await this.#leaveOutPieces(best, size);
    }
    return best;
  }

  async #leaveOutPieces(from: Attempt, size: number): Promise<Attempt> {
    let best = from;
    // From the end: what comes late can hardly change what came before it.
    for (let end = best.strategy.moves.length; end > 0 && !this.#isSpent; end -= size) {
      const { moves } = best.strategy;
      if (end > moves.length) continue;
      const fewer = await this.#try(movesAsSource([...moves.slice(0, Math.max(0, end - size)), ...moves.slice(end)], this.#alarms));
      if (fewer && isBetter(fewer, best)) best = fewer;
    }
    return best;
  }

  /** Tries every schedule that departs from the steady one once. */
  async #singleMove(steady: NotingStrategy, fallback: Attempt): Promise<Attempt> {
    const intents: Intent[] = steady.forks.flatMap(({ where, others }) => others.map((to) => ({ where, to })));
    for (const intent of intents) {
      if (this.#isSpent) break;
      const attempt = await this.#try(movesAsSource([intent], this.#alarms));
      if (attempt && isBetter(attempt, fallback)) return attempt;
    }
    return fallback;
  }

  get #isSpent(): boolean {
    return this.#runs >= MOST_RUNS || this.#steps >= MOST_STEPS;
  }

  async #try(source: Source): Promise<Attempt | undefined> {
    const attempt = await this.#run(source);
    return this.#isWanted(attempt) ? attempt : undefined;
  }

  #isWanted({ result }: Attempt): boolean {
    return outcomeKey(result) === this.#key && !result.touchedReality;
  }

  async #run(source: Source): Promise<Attempt> {
    const strategy = new NotingStrategy(source);
    const result = await runSchedule(this.#subject, { ...this.#how, maxSteps: this.#maxSteps, plan: { way: 'given', strategy } });
    this.#runs++;
    this.#steps += result.steps;
    const picks = strategy.moves.map(({ at, pick }) => ({ at, pick }));
    return { strategy, result, switches: strategy.switches, how: { ...this.#how, plan: { way: 'listed', picks, alarms: source.alarms } } };
  }
}

function isBetter(one: Attempt, other: Attempt): boolean {
  if (one.switches !== other.switches) return one.switches < other.switches;
  return one.strategy.moves.length < other.strategy.moves.length;
}
