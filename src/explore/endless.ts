import type { FindingKind } from './report.ts';
import type { ScheduleResult } from './schedule.ts';

const endlessKinds: ReadonlySet<FindingKind> = new Set(['livelock', 'never-ends', 'uncontrolled']);

/** Whether a schedule was stopped because it would not end. */
export function isEndless({ faults }: ScheduleResult): boolean {
  return faults.some(({ kind }) => endlessKinds.has(kind));
}
