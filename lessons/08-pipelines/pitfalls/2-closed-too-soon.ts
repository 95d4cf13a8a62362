// expect: panic "send on closed channel"
import {
  run, go, chan, context, defer, time,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

/** Three readers share the work of one stage. */
function read(ctx: Context): ReceiveChannel<string> {
  const lines = chan<string>(3);
  go(async () => {
    using _close = defer(() => lines.close());
    for (const file of ['a.log', 'b.log', 'c.log']) {
      go(async () => {
        await time.sleep(100); // opens and reads the file
        await lines.send(`a line of ${file}`);
      });
    }
    await ctx.done().receive(); // cancelled: return, and close
  });
  return lines;
}

await run(async () => {
  const [ctx, cancel] = context.withTimeout(context.background(), 50);
  using _cancel = defer(cancel);
  for await (const line of read(ctx)) console.log(line);
  await time.sleep(200); // main has other things to do
});
