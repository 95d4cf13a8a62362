/**
 * Why a limiter does not let somebody wait:
 * `never`: so many events at once are more than it ever allows · `deadline`: the context would end before the turn comes ·
 * `full`: its queue, or its number of keys, is at the limit.
 */
export type WaitRefusal = 'never' | 'deadline' | 'full';

/** A limiter refuses a wait at once, since it would be in vain. The texts are Go's where Go has one. */
export class WaitError extends Error {
  /** Always `WaitError`. */
  override readonly name = 'WaitError';
  /** Why it would be in vain. */
  readonly reason: WaitRefusal;

  constructor(reason: WaitRefusal, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** The turn would come after the end of the context. */
export function exceedsDeadline(n: number): WaitError {
  return new WaitError('deadline', `rate: Wait(n=${n}) would exceed context deadline`);
}
