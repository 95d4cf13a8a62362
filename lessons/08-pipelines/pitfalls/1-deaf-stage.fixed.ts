// expect: output
// | 1
import {
  run, go, chan, context, defer, select,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

function count(ctx: Context): ReceiveChannel<number> {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    for (let n = 1; ; n++) {
      const event = await select({
        sent: select.send(out, n),
        stop: ctx.done(),
      });
      if (event.case === 'stop') return;
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
