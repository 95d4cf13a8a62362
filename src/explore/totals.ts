import { distinct } from './detect/identity.ts';
import { isEndless } from './endless.ts';
import type { Outcome } from './outcomes.ts';
import type { Coverage, Meters, Report } from './report.ts';
import type { ScheduleOptions, ScheduleResult } from './schedule.ts';

/** What is known of an exploration as a whole besides. */
export interface Sums extends Pick<Report, 'seed'>, Pick<Meters, 'maxQueued'> {
  readonly coverage: Coverage | undefined;
  readonly nondeterministic: string | undefined;
}

/** What all schedules together amount to. */
export class Totals {
  schedules = 0;
  failing = 0;
  endless = 0;
  #unfinished = 0;
  #controlled = true;
  #races: Report['races'] = 'checked';
  #maxGoroutines = 0;
  #virtualTime = 0;
  #longestQueue = 0;
  /** The schedule with the longest queue: run once more, it tells what the channels are called. */
  fullest: ScheduleOptions | undefined;

  add(result: ScheduleResult, how: ScheduleOptions): void {
    this.schedules++;
    if (result.faults.length > 0) this.failing++;
    if (isEndless(result)) this.endless++;
    if (result.races === 'not checked') this.#races = 'not checked';
    if (result.touchedReality) this.#controlled = false;
    this.#unfinished = Math.max(this.#unfinished, result.unfinished);
    this.#maxGoroutines = Math.max(this.#maxGoroutines, result.maxGoroutines);
    this.#virtualTime = Math.max(this.#virtualTime, result.virtualTime);
    const longest = Math.max(0, ...result.maxQueued.values());
    if (longest <= this.#longestQueue) return;
    this.#longestQueue = longest;
    this.fullest = how;
  }

  report(outcomes: readonly Outcome[], { seed, maxQueued, coverage, nondeterministic }: Sums): Report {
    const findings = distinct(outcomes.flatMap((outcome) => outcome.findings));
    const meters: Meters = { maxGoroutines: this.#maxGoroutines, maxQueued, virtualTime: this.#virtualTime };
    return {
      verdict: findings[0]?.kind ?? 'pass',
      schedules: this.schedules,
      findings,
      seed,
      races: this.#races,
      controlled: this.#controlled && nondeterministic === undefined,
      unfinished: this.#unfinished,
      meters,
      ...(nondeterministic === undefined ? {} : { nondeterministic }),
      ...(coverage ? { coverage } : {}),
    };
  }
}
