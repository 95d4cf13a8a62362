import type { Context } from '../context/index.ts';
import { requireLive } from '../require-live.ts';
import { Courier } from './courier.ts';
import { Link, linkOf, sequence } from './link.ts';
import { isAsync, isChannel, isPromise, opened } from './opened.ts';
import type { Seq, Sequence } from './seq.ts';

/**
 * The values of a source until it ends or `ctx` does; then the loop throws, and no value comes after that.
 *
 * It does not wait for a source that is busy at that moment: a goroutine does, and closes the source as soon as it has answered. So it makes every
 * source one that can be left at any time. A goroutine goes through it, one value for each that is asked for; for channels and arrays none is needed.
 * @throws `ctx.err()` once the context is done
 */
export function withContext<T>(ctx: Context, source: Seq<T>): Sequence<T> {
  return sequence<T>((link) => read(ctx, source, link), new Link({ waits: 'for channels' }));
}

function read<T>(ctx: Context, source: Seq<T>, below: Link): Sequence<T> {
  if (isChannel(source) || linkOf(source)?.prompt) return directly(ctx, source, below);
  return isAsync(source) ? byCourier(ctx, source, below) : ordinary(ctx, source, below);
}

async function* directly<T>(ctx: Context, source: Seq<T>, below: Link): Sequence<T> {
  requireLive(ctx);
  for await (const value of opened(source, new Link({ below, stop: ctx.done() }))) {
    requireLive(ctx);
    yield value;
    requireLive(ctx);
  }
  // What looked like the end of the source may have been the end of the context.
  requireLive(ctx);
}

/** An ordinary iterable answers at once; only its promises have to be waited for. */
async function* ordinary<T>(ctx: Context, source: Iterable<T | PromiseLike<T>>, below: Link): Sequence<T> {
  requireLive(ctx);
  for (const value of source) {
    requireLive(ctx);
    if (!isPromise(value)) {
      yield value;
      requireLive(ctx);
      continue;
    }
    let settled = false;
    for await (const late of byCourier(ctx, [value], below)) {
      settled = true;
      yield late;
    }
    // Stopped from below.
    if (!settled) return;
  }
}

async function* byCourier<T>(ctx: Context, source: Seq<T>, below: Link): Sequence<T> {
  requireLive(ctx);
  const link = new Link({ below, stop: ctx.done() });
  const courier = new Courier('withContext', source, link);
  try {
    for (;;) {
      const reply = await courier.ask(link.stops());
      requireLive(ctx);
      switch (reply.kind) {
        case 'value': yield reply.value; break;
        case 'threw': throw reply.error;
        case 'ended':
        case 'stopped': return;
      }
      requireLive(ctx);
    }
  } finally {
    await courier.leave();
  }
}
