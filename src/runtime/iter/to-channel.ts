import { chan } from '../chan.ts';
import type { ReceiveChannel, SendChannel } from '../channel.ts';
import { cause, type Context } from '../context/index.ts';
import { go } from '../go.ts';
import { Goexit, Panic } from '../panic.ts';
import { lastThrown } from '../program.ts';
import { select } from '../select.ts';
import type { Seq } from './seq.ts';
import { withContext } from './with-context.ts';

/**
 * Sends the values of a source on a channel, from a goroutine of its own. The channel is closed when the source ends or `ctx` does; whoever stops
 * receiving before that must cancel `ctx`, or the goroutine waits for ever.
 *
 * A source that throws ends the program, as every uncaught throw of a goroutine does. With `errors` it does not: the error is sent there, before the
 * channel is closed. Give that channel room for one error, and look after the loop:
 *
 * ```ts
 * const errors = chan<Error>(1);
 * for await (const line of iter.toChannel(ctx, lines, errors)) print(line);
 * const failure = errors.tryReceive();
 * ```
 *
 * The end of `ctx` is no error of the source, and is not sent; a panic ends the program in any case.
 * @param errors never closed, so that several sources can share it; with room for as many errors as it has sources, nobody needs to receive
 */
export function toChannel<T>(ctx: Context, source: Seq<T>, errors?: SendChannel<Error>): ReceiveChannel<T> {
  const values = chan<T>(0, 'toChannel');
  const toChannel = async (): Promise<void> => {
    try {
      for await (const value of withContext(ctx, source)) await select({ sent: select.send(values, value), stop: ctx.done() });
    } catch (error) {
      // When the program ends, nobody should take the close for a good end.
      await report(ctx, lastThrown(error), errors);
    }
    values.close();
  };
  go(toChannel);
  return values.receiveOnly();
}

/** Sends an error of the source. @throws one that cannot be sent */
async function report(ctx: Context, error: unknown, errors: SendChannel<Error> | undefined): Promise<void> {
  if (ctx.err() !== undefined && (error === ctx.err() || error === cause(ctx))) return;
  // It ends this goroutine and nothing else.
  if (error instanceof Goexit) return;
  if (!errors || error instanceof Panic) throw error;
  const sent = error instanceof Error ? error : new Error(String(error), { cause: error });
  if (!errors.trySend(sent)) await select({ sent: select.send(errors, sent), stop: ctx.done() });
}
