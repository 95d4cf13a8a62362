import { Patience } from './endurance.ts';
import type { CommonOptions, Itinerary } from './itinerary.ts';
import type { ScheduleOptions, ScheduleResult } from './schedule.ts';
import { planOf } from './strategy/plan.ts';
import type { Profile } from './strategy/profile.ts';
import type { SampledStrategyName } from './strategy/strategy.ts';
import { isEndless } from './endless.ts';

export interface SamplingOptions {
  readonly common: CommonOptions;
  readonly strategy: SampledStrategyName;
  readonly depth: number | undefined;
  readonly schedules: number;
  readonly maxSteps: number | undefined;
}

/** So many schedules, drawn from a seed. */
export class Sampling implements Itinerary {
  readonly #options: SamplingOptions;
  readonly #patience: Patience;
  #schedule = 0;
  #length = 50;
  #profile: Profile = [];
  #how: ScheduleOptions | undefined;

  constructor(options: SamplingOptions) {
    this.#options = options;
    this.#patience = new Patience(options.maxSteps);
  }

  next(): ScheduleOptions | undefined {
    const { strategy, depth, schedules, common } = this.#options;
    if (this.#schedule >= schedules) return undefined;
    const schedule = this.#schedule++;
    this.#how = {
      ...common, schedule, length: this.#length, profile: this.#profile, observer: {},
      plan: planOf(strategy, schedule, depth),
      ...this.#patience.endurance,
    };
    return this.#how;
  }

  took(result: ScheduleResult): ScheduleOptions | undefined {
    this.#length = Math.max(1, result.steps);
    this.#profile = result.profile ?? this.#profile;
    this.#patience.took(result, isEndless(result) ? 'endless' : 'ended');
    return this.#how;
  }

  coverage(): undefined {
    return undefined;
  }
}
