// expect: leak
import {
  run, go, chan, context, defer, select, time,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

function measure(ctx: Context): ReceiveChannel<number> {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    for (let degrees = 20; ; degrees++) {
      const event = await select({
        due: time.after(100),
        stop: ctx.done(),
      });
      if (event.case === 'stop') return;
      await out.send(degrees);
    }
  });
  return out;
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  const degrees = measure(ctx);
  console.log(await degrees.receive());
  await time.sleep(250); // main does something else
  cancel();
});
