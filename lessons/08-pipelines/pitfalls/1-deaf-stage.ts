// expect: leak
import {
  run, go, chan, context, defer,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

function count(ctx: Context): ReceiveChannel<number> {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    for (let n = 1; ctx.err() === undefined; n++) {
      await out.send(n); // waits where it hears nothing
    }
  });
  return out;
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  const numbers = count(ctx);
  console.log(await numbers.receive());
  cancel();
});
