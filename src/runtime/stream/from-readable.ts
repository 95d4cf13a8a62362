import type { Readable } from 'node:stream';
import { chan } from '../chan.ts';
import type { Channel, ReceiveChannel } from '../channel.ts';
import { cause, type Context } from '../context/index.ts';
import { go } from '../go.ts';
import { currentGoroutine } from '../program.ts';
import { select } from '../select.ts';
import { asError } from './as-error.ts';
import { openSource, type Source, type WebReadable } from './source.ts';

/**
 * A channel of a stream's chunks, read by a goroutine of its own; it is closed after the last one. Then `err()` tells whether the stream had ended (`undefined`), had
 * failed (its error), or was given up because `ctx` ended (its cause).
 *
 * The stream is read as fast as the channel is received from: at most `capacity` chunks wait in the channel, and one more is in hand; what the stream itself
 * reads ahead is its own affair. Receivers that stop early end `ctx`; that cancels or destroys the stream, and so does the end of the program.
 *
 * @param capacity of the channel; 0 hands each chunk over
 * @throws {TypeError} when the stream is being read by somebody else, or is none
 */
export function fromReadable<T>(ctx: Context, source: WebReadable<T>, capacity?: number): [chunks: ReceiveChannel<T>, err: () => Error | undefined];
/** As above, for a stream of Node's: chunks are buffers, unless it has an encoding or is in object mode, and then the type is yours to name. */
export function fromReadable<T = Buffer>(ctx: Context, source: Readable, capacity?: number): [chunks: ReceiveChannel<T>, err: () => Error | undefined];
export function fromReadable<T>(ctx: Context, source: WebReadable<T> | Readable, capacity = 0): [chunks: ReceiveChannel<T>, err: () => Error | undefined] {
  const chunks = chan<T>(capacity, 'stream chunks');
  const from = openSource<T>(source);
  let failure: Error | undefined;
  const forget = cancelWith(ctx, from);
  go(async function fromReadable() {
    try {
      failure = await pass(ctx, from, chunks);
    } catch (error) {
      failure = cause(ctx) ?? asError(error);
    } finally {
      forget();
      chunks.close();
    }
  });
  return [chunks.receiveOnly(), () => failure];
}

/** Passes every chunk on. @returns why it gave up, if it did */
async function pass<T>(ctx: Context, from: Source<T>, chunks: Channel<T>): Promise<Error | undefined> {
  for (;;) {
    const { done, value } = await from.next();
    if (ctx.err()) return cause(ctx);
    if (done) return undefined;
    const { case: taken } = await select({ sent: select.send(chunks, value as T), stop: ctx.done() });
    if (taken === 'stop') return cause(ctx);
  }
}

/** Gives the stream up when the context ends, or the whole program. @returns how to stop caring */
function cancelWith<T>(ctx: Context, from: Source<T>): () => void {
  const ended = (): void => from.cancel(cause(ctx) ?? new Error('the program is over'));
  if (ctx.err()) ended();
  ctx.signal.addEventListener('abort', ended, { once: true });
  const forget = currentGoroutine().program.whenOver(ended);
  return () => {
    ctx.signal.removeEventListener('abort', ended);
    forget();
  };
}
