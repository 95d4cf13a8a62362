// The producer looks at the context, too.
import { chan, context, defer, go, select, type Context, type SendChannel } from 'concurrency-tutor';

const SPANS = 8;
const BUFFER = 6;

async function split(ctx: Context, ready: SendChannel<number>): Promise<void> {
  using _close = defer(() => ready.close());
  for (let span = 0; span < SPANS; span++) {
    const event = await select({ sent: select.send(ready, span), cancelled: ctx.done() });
    if (event.case === 'cancelled') return;
  }
}

async function restore(ctx: Context): Promise<number> {
  const ready = chan<number>(BUFFER);
  go(split, ctx, ready);
  let imported = 0;
  for await (const _span of ready) {
    const event = await select({ cancelled: ctx.done(), default: true });
    if (event.case === 'cancelled') break;
    imported++;
  }
  return imported;
}

export default function main(): void {
  const [ctx, cancel] = context.withCancel(context.background());
  go(restore, ctx);
  go(cancel);
}
