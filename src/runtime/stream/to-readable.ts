import { AsyncLocalStorage } from 'node:async_hooks';
import { ReadableStream, type ReadableStreamDefaultController } from 'node:stream/web';
import { chan } from '../chan.ts';
import type { Channel, ReceiveChannel } from '../channel.ts';
import { cause, type Context } from '../context/index.ts';
import { go } from '../go.ts';
import { select } from '../select.ts';

/**
 * A stream of what a channel receives; it ends when the channel is closed and drained. Nothing is received before somebody reads, and then one value a
 * read, by a goroutine that lives for it: what the stream's reader does not ask for stays in the channel. Cancelling the stream takes nothing more; when `ctx`
 * ends, reading fails with its cause.
 */
export function toReadable<T>(ctx: Context, ch: ReceiveChannel<T>): ReadableStream<T> {
  // The platform asks in whatever place it likes; the goroutines belong to the program that made the stream.
  const inProgram = AsyncLocalStorage.snapshot();
  const gone = chan<never>(0, 'stream cancelled');
  return new ReadableStream<T>({
    pull: (controller) => new Promise<void>((resolve, reject) => {
      inProgram(() => go(async function toReadable() {
        await pull(ctx, ch, gone, controller).then(resolve, reject);
      }));
    }),
    cancel: () => gone.close(),
  }, { highWaterMark: 0 });
}

async function pull<T>(ctx: Context, ch: ReceiveChannel<T>, gone: Channel<never>, controller: ReadableStreamDefaultController<T>): Promise<void> {
  const failure = cause(ctx);
  if (failure) throw failure;
  const event = await select({ value: ch, gone, stop: ctx.done() });
  switch (event.case) {
    case 'value':
      if (event.ok) controller.enqueue(event.value);
      else controller.close();
      return;
    case 'stop':
      throw cause(ctx) as Error;
    case 'gone':
      return;
    default:
      event satisfies never;
  }
}
