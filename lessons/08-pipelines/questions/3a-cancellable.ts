// expect: output
// | 2
// | 4
// | the stage has stopped: context canceled
import {
  run, go, chan, context, defer, select,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

type Numbers = ReceiveChannel<number>;

/** Waits twice for each value, and both waits hear the stop. */
function double(ctx: Context, input: Numbers): Numbers {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    for (;;) {
      const event = await select({ input, stop: ctx.done() });
      if (event.case === 'stop' || !event.ok) return;
      const result = await select({
        sent: select.send(out, event.value * 2),
        stop: ctx.done(),
      });
      if (result.case === 'stop') return;
    }
  });
  return out;
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  const numbers = chan<number>(2);
  for (const n of [1, 2]) await numbers.send(n);
  // Nobody closes `numbers`: only the context can stop this stage.
  const doubled = double(ctx, numbers);
  console.log(await doubled.receive());
  console.log(await doubled.receive());
  cancel();
  for await (const n of doubled) console.log('late:', n);
  console.log('the stage has stopped:', ctx.err()?.message);
});
