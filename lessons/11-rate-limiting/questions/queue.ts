// module
import {
  chan, context, defer, rate, select, time, type Context,
} from 'concurrency-tutor';

interface Waiting<T> {
  readonly ctx: Context;
  readonly ask: (ctx: Context) => Promise<T>;
  readonly answer: ReturnType<typeof chan<T | Error>>;
}

/** A hundred requests may wait, and each of them for 30 seconds. */
export class RequestQueue<T> {
  readonly #waiting = chan<Waiting<T>>(100);
  readonly #limiter: rate.RateLimiter;

  constructor(limiter: rate.RateLimiter) {
    this.#limiter = limiter;
  }

  async submit(
    parent: Context, ask: (ctx: Context) => Promise<T>,
  ): Promise<T> {
    const most = 30 * time.Second;
    const [ctx, cancel] = context.withTimeout(parent, most);
    using _cancel = defer(cancel);
    const answer = chan<T | Error>(1); // room, if nobody waits any more
    if (!this.#waiting.trySend({ ctx, ask, answer })) {
      throw new Error('the queue is full');
    }
    const event = await select({ answer, end: ctx.done() });
    if (event.case === 'end') throw ctx.err();
    if (!event.ok || event.value instanceof Error) throw event.value;
    return event.value;
  }

  /** Asks for those who wait, until the queue is closed and empty. */
  async work(): Promise<void> {
    for await (const { ctx, ask, answer } of this.#waiting) {
      try {
        await this.#limiter.wait(ctx); // fails at once if given up
        answer.trySend(await ask(ctx));
      } catch (error) {
        answer.trySend(error as Error);
      }
    }
  }

  /** Call it when nobody submits any more. */
  close(): void {
    this.#waiting.close();
  }
}
