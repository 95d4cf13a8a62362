import { AsyncLocalStorage } from 'node:async_hooks';
import { WritableStream, type UnderlyingSink, type WritableStreamDefaultController } from 'node:stream/web';
import { chan } from '../chan.ts';
import type { SendChannel } from '../channel.ts';
import { cause, type Context } from '../context/index.ts';
import { go } from '../go.ts';
import { select } from '../select.ts';
import { asError } from './as-error.ts';

/**
 * A stream whose chunks are sent to a channel, one after the other: a write is done when its chunk was sent, so a full channel holds the writer back. The stream
 * owns the sending end: it closes the channel when it is closed, when it is aborted, and when `ctx` ends, which is also how receivers that stop early make
 * writing fail. Then `err()` tells them whether they got everything (`undefined`) or why not.
 */
export function toWritable<T>(ctx: Context, ch: SendChannel<T>): [writable: WritableStream<T>, err: () => Error | undefined] {
  const sink = new ChannelSink(ctx, ch);
  return [new WritableStream<T>(sink), () => sink.failure];
}

class ChannelSink<T> implements UnderlyingSink<T> {
  failure: Error | undefined;
  readonly #ctx: Context;
  readonly #ch: SendChannel<T>;
  /** The platform asks in whatever place it likes; the goroutines belong to the program that made the stream. */
  readonly #inProgram = AsyncLocalStorage.snapshot();
  readonly #aborted = chan<never>(0, 'stream aborted');
  #forget: () => void = () => {};
  #state: 'idle' | 'sending' | 'ending' | 'ended' = 'idle';

  constructor(ctx: Context, ch: SendChannel<T>) {
    this.#ctx = ctx;
    this.#ch = ch;
  }

  start(controller: WritableStreamDefaultController): void {
    const stop = (): void => {
      const why = cause(this.#ctx) as Error;
      controller.error(why);
      this.#end(why);
    };
    // The sink's own `abort` is called only after the write under way, which may have to be ended first.
    const { signal } = controller as WritableStreamDefaultController & { readonly signal: AbortSignal };
    signal.addEventListener('abort', () => this.#aborted.close(), { once: true });
    if (this.#ctx.err()) stop();
    this.#ctx.signal.addEventListener('abort', stop, { once: true });
    this.#forget = () => this.#ctx.signal.removeEventListener('abort', stop);
  }

  write(chunk: T): Promise<void> {
    // From now on, not from when the goroutine begins: until it is done nobody may close the channel.
    this.#state = 'sending';
    return new Promise((resolve, reject) => {
      this.#inProgram(() => go(async (): Promise<void> => this.#send(chunk).then(resolve, reject)));
    });
  }

  close(): void {
    this.#end(undefined);
  }

  abort(reason: unknown): void {
    this.#end(asError(reason));
  }

  async #send(chunk: T): Promise<void> {
    const { case: taken } = await select({ sent: select.send(this.#ch, chunk), stop: this.#ctx.done(), aborted: this.#aborted }).catch(this.#refused);
    if (this.#isEnding()) this.#close();
    else this.#state = 'idle';
    if (taken === 'stop') throw cause(this.#ctx) as Error;
  }

  /** Somebody else has closed the channel. */
  readonly #refused = (error: unknown): never => {
    this.failure = asError(error);
    this.#forget();
    this.#state = 'ended';
    throw error;
  };

  #isEnding(): boolean {
    return this.#state === 'ending';
  }

  /** A channel must not be closed while something is being sent to it. */
  #end(failure: Error | undefined): void {
    if (this.#state === 'ending' || this.#state === 'ended') return;
    this.failure = failure;
    this.#forget();
    if (this.#state === 'sending') this.#state = 'ending';
    else this.#close();
  }

  #close(): void {
    this.#state = 'ended';
    this.#ch.close();
  }
}
