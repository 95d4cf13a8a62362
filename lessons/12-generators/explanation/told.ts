// expect: output
// | 1
// | 2
// | 3
import {
  run, go, chan, context, defer, select,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

function numbers(ctx: Context): ReceiveChannel<number> { // 1
  const out = chan<number>();
  go(async () => {
    using _close = defer(() => out.close()); // 2
    for (let n = 1; n <= 100; n++) {
      const event = await select({ // 3
        sent: select.send(out, n),
        done: ctx.done(),
      });
      if (event.case === 'done') return; // 4
    }
  });
  return out.receiveOnly();
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel); // 5
  for await (const n of numbers(ctx)) {
    console.log(n);
    if (n === 3) break;
  }
});
