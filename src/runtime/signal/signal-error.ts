/** The cause of a context that a signal ended: `context.cause(ctx)`. */
export class SignalError extends Error {
  /** Always `SignalError`. */
  override readonly name = 'SignalError';
  /** Which one it was. */
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`${signal} signal received`);
    this.signal = signal;
  }
}
