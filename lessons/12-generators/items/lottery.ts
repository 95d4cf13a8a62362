// expect: leak
import {
  run, go, chan, context, defer, time,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

function tickets(ctx: Context): ReceiveChannel<number> {
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close());
    for (let n = 1; ctx.err() === undefined; n++) await out.send(n);
  });
  return out.receiveOnly();
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  for await (const ticket of tickets(ctx)) {
    if (ticket < 7) continue;
    console.log(ticket, 'wins');
    break;
  }
  await time.sleep(100); // the prize is handed over
  cancel();
});
