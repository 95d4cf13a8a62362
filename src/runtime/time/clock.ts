import { currentGoroutine } from '../program.ts';

/** Milliseconds since the epoch, with a fraction; never goes backwards within a process. Go: `time.Now()`. */
export function now(): number {
  return currentGoroutine().program.scheduler.wallClock();
}

/** Milliseconds since `moment`. Go: `time.Since(t)`. */
export function since(moment: number): number {
  return now() - moment;
}

/** Milliseconds until `moment`. Go: `time.Until(t)`. */
export function until(moment: number): number {
  return moment - now();
}

/** @throws {TypeError} when a duration is not a number */
export function requireNumber(what: string, duration: number): void {
  if (typeof duration !== 'number' || Number.isNaN(duration)) {
    throw new TypeError(`${what}: a duration is a number of milliseconds, not ${String(duration)}`);
  }
}
