import { select, sync, time, type Context } from 'concurrency-tutor';
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
  return middleware.reduceRight((next, wrap) => wrap(next), handler);
}

/** Calls again after an error. */
export function retry({ attempts, wait, longest = Infinity, when = () => true }: RetryPolicy): Middleware {
  return (next) => async (ctx, value) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await next(ctx, value);
      } catch (error) {
        if (attempt >= attempts || ctx.err() !== undefined || !when(error)) throw error;
        const asked = error instanceof HttpError ? error.retryAfter ?? 0 : 0;
        await pause(ctx, Math.max(asked, Math.min(longest, wait * 2 ** (attempt - 1))));
      }
    }
  };
}

async function pause(ctx: Context, milliseconds: number): Promise<void> {
  const timer = time.newTimer(milliseconds);
  const event = await select({ over: timer.channel, stop: ctx.done() });
  timer.stop();
  if (event.case === 'stop') throw ctx.err();
}

/** Protects what fails from further calls. */
export function circuitBreaker(options: { readonly failures: number; readonly cooldown: number }): Middleware {
  const circuit = new Circuit(options.failures, options.cooldown);
  return (next) => async (ctx, value) => {
    const age = await circuit.enter();
    let outcome: Outcome = 'unknown';
    try {
      const made = await next(ctx, value);
      outcome = 'good';
      return made;
    } catch (error) {
      if (ctx.err() === undefined) outcome = 'bad';
      throw error;
    } finally {
      await circuit.leave(age, outcome);
    }
  };
}

type Outcome = 'good' | 'bad' | 'unknown';

/** The state of a circuit. Its age changes whenever it opens or a trial begins, so that late news is known as such. */
class Circuit {
  readonly #failures: number;
  readonly #cooldown: number;
  readonly #lock = new sync.Mutex();
  #state: 'closed' | 'open' | 'trying' = 'closed';
  #age = 0;
  #inARow = 0;
  #openUntil = 0;

  constructor(failures: number, cooldown: number) {
    this.#failures = failures;
    this.#cooldown = cooldown;
  }

  async enter(): Promise<number> {
    using _lock = await this.#lock.acquire();
    if (this.#state === 'trying' || (this.#state === 'open' && time.now() < this.#openUntil)) throw new CircuitOpenError();
    if (this.#state === 'open') {
      this.#state = 'trying';
      this.#age += 1;
    }
    return this.#age;
  }

  async leave(age: number, outcome: Outcome): Promise<void> {
    using _lock = await this.#lock.acquire();
    if (age !== this.#age || this.#state === 'open') return;
    if (outcome === 'good') this.#close();
    else if (outcome === 'bad') this.#count();
    else if (this.#state === 'trying') this.#state = 'open';
  }

  #close(): void {
    this.#state = 'closed';
    this.#inARow = 0;
  }

  #count(): void {
    this.#inARow += 1;
    if (this.#state === 'closed' && this.#inARow < this.#failures) return;
    this.#state = 'open';
    this.#age += 1;
    this.#openUntil = time.now() + this.#cooldown;
  }
}

/** Waits for the limiter before each call. */
export function limited(limiter: Limiter): Middleware {
  return (next) => async (ctx, value) => {
    await limiter.wait(ctx);
    return next(ctx, value);
  };
}
