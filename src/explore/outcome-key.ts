import { serialize } from 'node:v8';
import { identityOf } from './detect/identity.ts';
import type { ScheduleResult } from './schedule.ts';

/** Two schedules with the same key have the same outcome. */
export function outcomeKey({ faults, output, value, unfinished }: ScheduleResult): string {
  if (faults.length > 0) return faults.map(identityOf).join('\n\n');
  return JSON.stringify(['pass', output.stdout, output.stderr, plain(value), unfinished > 0]);
}

/** A text that is the same for equal values, Maps, Sets and NaN included. */
function plain(value: unknown): string {
  if (value === undefined || typeof value === 'string') return `${typeof value} ${String(value)}`;
  try {
    return serialize(value).toString('base64');
  } catch {
    // Functions and the like cannot be told apart by what they hold.
    return typeof value;
  }
}
