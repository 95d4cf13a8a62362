/** What the arguments of limiters have to be. A wrong one fails at the call, not as a limiter that lets everything through. */

/** @throws {RangeError} when a number of events is not a whole number from 0 */
export function requireCount(what: string, n: number): void {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`${what}: a number of events is a whole number from 0, not ${String(n)}`);
}

/** @throws {TypeError} when a moment is not a number */
export function requireMoment(what: string, at: number): void {
  if (typeof at !== 'number' || Number.isNaN(at)) throw new TypeError(`${what}: a moment is a number of milliseconds since the epoch, not ${String(at)}`);
}

/** @throws {TypeError} when a limit is not a number */
export function requireLimit(what: string, limit: number): void {
  if (typeof limit !== 'number' || Number.isNaN(limit)) throw new TypeError(`${what}: a limit is a number of events per second, not ${String(limit)}`);
}

/** @throws {RangeError} when something that must be a whole number from `least` is not */
export function requireWhole(what: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) throw new RangeError(`${what} is a whole number from ${least}, not ${String(value)}`);
}

/** @throws {RangeError} when something that must be positive and finite is not */
export function requirePositive(what: string, value: number): void {
  if (typeof value !== 'number' || !(value > 0) || value === Infinity) throw new RangeError(`${what} is a positive number, not ${String(value)}`);
}

/** @throws {RangeError} when a duration is not a number of milliseconds from 0; without an end is allowed */
export function requireDuration(what: string, value: number): void {
  if (typeof value !== 'number' || !(value >= 0)) throw new RangeError(`${what} is a number of milliseconds from 0, not ${String(value)}`);
}
