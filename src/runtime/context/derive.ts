import { note } from '../program.ts';
import { Cancellable, type Context, type Maker, Node } from './context.ts';
import { Canceled } from './errors.ts';

/** A context that somebody has promised to end, and how that is done. */
export function derive(parent: Context, maker: Maker, deadline?: number): [ctx: Cancellable, cancel: (cause?: Error) => void] {
  const ctx = new Cancellable(nodeOf(parent), deadline, maker);
  note('makes', ctx);
  return [ctx, (cause) => {
    note('cancels', ctx);
    ctx.cancel(Canceled, cause);
  }];
}

/** What is behind a context. @throws {TypeError} when it was not made by this package */
export function nodeOf(ctx: Context): Node {
  if (ctx instanceof Node) return ctx;
  throw new TypeError('a context made by this package is wanted; start from context.background()');
}
