import type { Handler, Limiter, Middleware } from './parts.ts';

/** How often and when something is tried again. */
export interface RetryPolicy {
  /** Calls in all. */
  readonly attempts: number;
  /** The pause after the first call; each one after it is twice as long as the one before. */
  readonly wait: number;
  /** No pause is longer than this. @default no limit */
  readonly longest?: number;
  /** Whether it makes sense to try again after this error. @default always */
  readonly when?: (error: unknown) => boolean;
}

/** Thrown by a circuit breaker that does not let a call through. */
export class CircuitOpenError extends Error {
  override readonly name = 'CircuitOpenError';

  constructor() {
    super('the circuit is open');
  }
}

/** Puts middleware around a handler. The first is the outermost. */
export function compose(handler: Handler, middleware: readonly Middleware[]): Handler {
  return notWritten('compose', handler, middleware);
}

/**
 * Calls again after an error. In the end throws what the last call threw. An `HttpError` with `retryAfter` makes the pause at least so long, whatever `longest` says.
 * Once `ctx` has ended there is no further call: during a pause it throws `ctx.err()` at once; after a call, what the call threw.
 */
export function retry(policy: RetryPolicy): Middleware {
  return notWritten('retry', policy);
}

/**
 * Protects what fails from further calls. The circuit is closed at first. After `failures` calls in a row have failed it opens: calls throw a `CircuitOpenError` at once.
 * When it has been open for `cooldown`, one call is let through to try; until that has ended, others still throw. If it succeeds, the circuit is closed and the count starts again; if
 * it fails, it is open for another `cooldown`. What a call throws after its `ctx` has ended says nothing: it does not count, and after a trial that ends so, the next call is the trial.
 * A call that began before the circuit last opened changes nothing any more. All handlers that one middleware is put around share one circuit.
 */
export function circuitBreaker(options: { readonly failures: number; readonly cooldown: number }): Middleware {
  return notWritten('circuitBreaker', options);
}

/** Waits for the limiter before each call. */
export function limited(limiter: Limiter): Middleware {
  return notWritten('limited', limiter);
}

/** Remove this when you no longer need it. */
function notWritten(what: string, ..._given: readonly unknown[]): never {
  throw new Error(`${what} is not written yet`);
}
