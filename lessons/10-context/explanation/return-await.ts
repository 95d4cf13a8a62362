// expect: output
// | without await: context canceled
// | with await: the letter is sent
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

async function send(ctx: Context): Promise<string> {
  const event = await select({
    sent: time.after(100 * time.Millisecond),
    end: ctx.done(),
  });
  return event.case === 'sent'
    ? 'the letter is sent'
    : String(ctx.err()?.message);
}

/** Wrong: the block ends here, and cancel runs, before the letter. */
async function withoutAwait(parent: Context): Promise<string> {
  const [ctx, cancel] = context.withTimeout(parent, 1 * time.Second);
  using _cancel = defer(cancel);
  return send(ctx);
}

async function withAwait(parent: Context): Promise<string> {
  const [ctx, cancel] = context.withTimeout(parent, 1 * time.Second);
  using _cancel = defer(cancel);
  return await send(ctx);
}

await run(async () => {
  const root = context.background();
  console.log('without await:', await withoutAwait(root));
  console.log('with await:', await withAwait(root));
});
