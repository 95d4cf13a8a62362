// expect: output
// | 5 of 20 requests answered
import {
  run, go, chan, context, defer, select, time,
  type Channel, type Context,
} from 'concurrency-tutor';

/** A token bucket: full at first, refilled until the context ends. */
function newBucket(
  ctx: Context, perSecond: number, burst: number,
): Channel<void> {
  const tokens = chan<void>(burst);
  for (let n = 1; n <= burst; n++) tokens.trySend();
  go(async () => {
    const ticker = time.newTicker(time.Second / perSecond);
    using _ticker = defer(() => ticker.stop());
    const tick = ticker.channel;
    while (true) {
      const event = await select({ tick, end: ctx.done() });
      if (event.case === 'end') return;
      tokens.trySend();
    }
  });
  return tokens;
}

function handle(tokens: Channel<void>): boolean {
  return tokens.tryReceive() !== undefined;
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  const tokens = newBucket(ctx, 5, 5); // one, for all requests
  let answered = 0;
  for (let n = 1; n <= 20; n++) if (handle(tokens)) answered++;
  console.log(answered, 'of 20 requests answered');
});
