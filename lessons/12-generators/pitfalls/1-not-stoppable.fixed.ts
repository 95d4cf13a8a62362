// expect: output
// | 2 is over 1
// | 4 is over 3
// | 6 is over 5
import {
  run, go, chan, context, defer, select,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

/** Even numbers, until the context ends. */
function evenNumbers(ctx: Context): ReceiveChannel<number> {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    for (let n = 0; ; n += 2) {
      const event = await select({
        sent: select.send(out, n),
        done: ctx.done(),
      });
      if (event.case === 'done') return;
    }
  });
  return out.receiveOnly();
}

async function firstOver(limit: number): Promise<number | undefined> {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel); // on every way out of the loop
  for await (const n of evenNumbers(ctx)) if (n > limit) return n;
  return undefined;
}

await run(async () => {
  for (const limit of [1, 3, 5]) {
    console.log(await firstOver(limit), 'is over', limit);
  }
});
