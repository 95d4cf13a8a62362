// expect: output
// | about 50 values in 5 s, then the stream was closed
import {
  run, go, chan, context, defer, select, time, type Context,
  type ReceiveChannel,
} from 'concurrency-tutor';

/** 1, 2, 3, … every 100 ms, until the context is done. Then it closes. */
function numbers(ctx: Context): ReceiveChannel<number> {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    const ticker = time.newTicker(100 * time.Millisecond);
    using _stop = defer(() => ticker.stop());
    for (let n = 1; ; n++) {
      const next = await select({
        due: ticker.channel,
        stop: ctx.done(),
      });
      if (next.case === 'stop') return;
      const event = await select({
        sent: select.send(out, n),
        stop: ctx.done(),
      });
      if (event.case === 'stop') return;
    }
  });
  return out.receiveOnly();
}

await run(async () => {
  const [ctx, cancel] = context.withTimeout(
    context.background(),
    5 * time.Second,
  );
  using _cancel = defer(cancel);
  let count = 0;
  for await (const _number of numbers(ctx)) count++;
  const about = 10 * Math.round(count / 10);
  console.log(`about ${about} values in 5 s, then the stream was closed`);
});
