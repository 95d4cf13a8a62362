// Blocking / communication deadlock / channel and context
// The consumer leaves its loop as soon as the context is done; the producer sends more than the buffer holds and never looks at the context.
// found: leak
// stuck: split | chan send | ready
import { chan, context, defer, go, select, type Context, type SendChannel } from 'concurrency-tutor';

const SPANS = 8;
const BUFFER = 6;

async function split(ready: SendChannel<number>): Promise<void> {
  using _close = defer(() => ready.close());
  for (let span = 0; span < SPANS; span++) await ready.send(span);
}

async function restore(ctx: Context): Promise<number> {
  const ready = chan<number>(BUFFER);
  go(split, ready);
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
