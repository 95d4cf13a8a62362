/** @throws {RangeError} unless `count` is a whole number from `least` up */
export function requireCount(what: string, count: number, least: 0 | 1): void {
  if (!Number.isSafeInteger(count) || count < least) {
    throw new RangeError(`${what} is a whole number from ${least} up, not ${String(count)}`);
  }
}
