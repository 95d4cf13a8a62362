// expect: output
// | the parcel: context canceled
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

async function deliver(ctx: Context): Promise<string> {
  const event = await select({
    delivered: time.after(2 * time.Second),
    end: ctx.done(),
  });
  return event.case === 'delivered'
    ? 'delivered'
    : String(ctx.err()?.message);
}

async function order(root: Context): Promise<string> {
  const [ctx, cancel] = context.withTimeout(root, 5 * time.Second);
  using _cancel = defer(cancel);
  return deliver(ctx);
}

await run(async () => {
  const outcome = await order(context.background());
  console.log('the parcel:', outcome);
});
