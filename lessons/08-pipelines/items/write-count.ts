// expect: output
// | undefined
import {
  run, go, chan, context, defer, select,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

/** Counts 1, 2, 3 … until the context ends, and then closes. */
function count(ctx: Context): ReceiveChannel<number> {
  const out = chan<number>();
  out.close();
  void [go, defer, select, ctx]; // and here is what you need
  return out;
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  const numbers = count(ctx);
  console.log(await numbers.receive());
  cancel();
});
