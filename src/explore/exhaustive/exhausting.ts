import { Patience } from '../endurance.ts';
import type { CommonOptions, Itinerary } from '../itinerary.ts';
import type { Coverage } from '../report.ts';
import type { ScheduleOptions, ScheduleResult } from '../schedule.ts';
import { isEndless } from '../endless.ts';
import { coverageOf, type Gap } from './coverage.ts';
import { SearchRun, type RunOptions } from './run.ts';
import { Search, type Scope } from './search.ts';

/** Runs that lead nowhere new, for each that does, before a search has cost enough. */
const RUNS_FOR_ONE = 4;

export interface ExhaustingOptions extends RunOptions {
  readonly common: CommonOptions;
  readonly scope: Scope;
  /** The most runs. */
  readonly schedules: number;
  readonly maxSteps: number | undefined;
  /** Says when real time is up. */
  readonly isTimeUp: () => boolean;
}

/** Every schedule that differs from the others in what can come of it. */
export class Exhausting implements Itinerary {
  readonly #options: ExhaustingOptions;
  readonly #search: Search;
  readonly #patience: Patience;
  #run: SearchRun | undefined;
  #how: ScheduleOptions | undefined;
  #count = 0;
  #runs = 0;
  #more = true;
  #gap: Gap | undefined;

  constructor(options: ExhaustingOptions) {
    this.#options = options;
    this.#search = new Search(options.scope);
    this.#patience = new Patience(options.maxSteps);
    if (options.common.time === 'drift') this.#gap = 'drift';
  }

  next(): ScheduleOptions | undefined {
    const { schedules, common, isTimeUp } = this.#options;
    if (!this.#more || this.#gap === 'astray') return undefined;
    if (this.#count >= schedules || this.#runs >= schedules * RUNS_FOR_ONE || (this.#runs % 16 === 15 && isTimeUp())) return undefined;
    this.#runs++;
    this.#run = new SearchRun(this.#search, this.#options);
    this.#how = { ...common, schedule: 0, length: 0, profile: [], observer: {}, plan: { way: 'given', strategy: this.#run }, ...this.#patience.endurance };
    return this.#how;
  }

  took(result: ScheduleResult): ScheduleOptions | undefined {
    const run = this.#run;
    const how = this.#how;
    if (!run || !how) return undefined;
    this.#gap = gapOf(run, result) ?? this.#gap;
    this.#more = this.#search.next(run.missed);
    if (run.state === 'asleep') return undefined;
    this.#count++;
    this.#patience.took(result, isEndless(result) ? 'endless' : 'ended');
    return { ...how, plan: { way: 'listed', picks: run.picks, alarms: 'in order' } };
  }

  coverage(failing: number): Coverage {
    const gap = this.#gap ?? (this.#more ? failing > 0 ? 'finding' : 'budget' : undefined);
    return coverageOf(this.#options.scope, { count: this.#count, failing }, gap);
  }
}

function gapOf({ state, isCut, draws }: SearchRun, { touchedReality }: ScheduleResult): Gap | undefined {
  if (touchedReality) return 'reality';
  if (state === 'astray') return 'astray';
  if (draws) return 'random';
  return isCut ? 'long' : undefined;
}
