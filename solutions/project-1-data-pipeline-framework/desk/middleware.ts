import { atomic, chan, context, select, time, type Context } from 'concurrency-tutor';
import { HttpError, type Handler, type Limiter, type Middleware } from './parts.ts';

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
  const [outermost, ...inner] = middleware;
  return outermost === undefined ? handler : outermost(compose(handler, inner));
}

/** Calls again after an error. */
export function retry(policy: RetryPolicy): Middleware {
  return (next) => {
    const tried = async (ctx: Context, value: never, left: number, pause: number): Promise<readonly unknown[]> => {
      try {
        return await next(ctx, value);
      } catch (error) {
        if (left <= 1 || ctx.err() !== undefined || policy.when?.(error) === false) throw error;
        const asked = error instanceof HttpError ? error.retryAfter ?? 0 : 0;
        await sleep(ctx, Math.max(asked, Math.min(pause, policy.longest ?? Infinity)));
      }
      return tried(ctx, value, left - 1, pause * 2);
    };
    return async (ctx, value) => tried(ctx, value, policy.attempts, policy.wait);
  };
}

/** The end of a context of its own is the end of the pause. */
async function sleep(ctx: Context, milliseconds: number): Promise<void> {
  const [own, cancel] = context.withTimeout(ctx, milliseconds);
  await select({ over: own.done() });
  cancel();
  if (ctx.err() !== undefined) throw ctx.err();
}

/** All that is known about a circuit; never changed, only replaced. A call may only replace what it began with, or what has merely counted since. */
interface Circuit {
  /** Counts openings and trials. */
  readonly age: number;
  readonly inARow: number;
  /** `Infinity` while a call is tried; `undefined` while it is closed. */
  readonly openUntil?: number;
}

/** Protects what fails from further calls. */
export function circuitBreaker({ failures, cooldown }: { readonly failures: number; readonly cooldown: number }): Middleware {
  const circuit = new atomic.Value<Circuit>({ age: 0, inARow: 0 });
  // Who holds the only token may replace it.
  const turn = chan<true>(1, 'circuit');
  const change = async <T>(how: (now: Circuit) => readonly [Circuit, T]): Promise<T> => {
    await turn.send(true);
    const [then, result] = how(circuit.load());
    circuit.store(then);
    turn.tryReceive();
    return result;
  };
  const enter = (now: Circuit): readonly [Circuit, number | undefined] => {
    if (now.openUntil === undefined) return [now, now.age];
    if (time.now() < now.openUntil) return [now, undefined];
    return [{ age: now.age + 1, inARow: failures, openUntil: Infinity }, now.age + 1];
  };
  const leave = (age: number, outcome: 'good' | 'bad' | 'unknown') => (now: Circuit): readonly [Circuit, void] => {
    if (now.age !== age) return [now, undefined];
    if (outcome === 'good') return [{ age, inARow: 0 }, undefined];
    if (outcome === 'unknown') return [now.openUntil === undefined ? now : { age, inARow: failures, openUntil: 0 }, undefined];
    const inARow = now.inARow + 1;
    return [inARow < failures ? { ...now, inARow } : { age: age + 1, inARow, openUntil: time.now() + cooldown }, undefined];
  };
  return (next) => async (ctx, value) => {
    const age = await change(enter);
    if (age === undefined) throw new CircuitOpenError();
    try {
      const made = await next(ctx, value);
      await change(leave(age, 'good'));
      return made;
    } catch (error) {
      await change(leave(age, ctx.err() === undefined ? 'bad' : 'unknown'));
      throw error;
    }
  };
}

/** Waits for the limiter before each call. */
export function limited(limiter: Limiter): Middleware {
  return (next) => async (ctx, value) => {
    await limiter.wait(ctx);
    return next(ctx, value);
  };
}
