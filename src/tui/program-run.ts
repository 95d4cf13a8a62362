/** What a run of a course program under many schedules found, as plain data. */
import type { FindingKind, Meters } from '../explore/report.ts';

export interface ProgramRun {
  readonly verdict: FindingKind | 'pass';
  readonly schedules: number;
  /** The distinct outcomes, the most frequent first. */
  readonly outcomes: readonly Outcome[];
  /** The largest values over all schedules; absent on the real clock. */
  readonly meters?: Pick<Meters, 'maxGoroutines' | 'maxQueued'>;
}

export interface Outcome {
  readonly verdict: FindingKind | 'pass';
  readonly output: string;
  /** Under how many schedules. */
  readonly count: number;
  /** How many goroutines were still running when main returned. */
  readonly unfinished: number;
  /** What the finding says. */
  readonly message?: string;
}
