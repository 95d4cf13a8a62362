import type { Coverage } from './report.ts';
import type { ScheduleOptions, ScheduleResult } from './schedule.ts';
import type { Endurance } from './step-bound.ts';

/** What all schedules of an exploration have in common. */
export type CommonOptions = Omit<ScheduleOptions, 'schedule' | 'plan' | 'length' | 'profile' | 'observer' | keyof Endurance>;

/** Which schedules an exploration runs, one after another. */
export interface Itinerary {
  /** The next one; `undefined` when there are no more. */
  next(): ScheduleOptions | undefined;
  /** What became of it. @returns how it can be repeated; `undefined` when it showed nothing that others had not */
  took(result: ScheduleResult): ScheduleOptions | undefined;
  /** How much of what can happen was run; `undefined` when that is not known. `failing`: schedules with a finding. */
  coverage(failing: number): Coverage | undefined;
}
