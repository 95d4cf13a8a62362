// expect: output
// | upload: context canceled
// | new root: [no request] the piece is removed
// | without cancel: [r-17] the piece is removed
// | stuck clean-up: [r-17] context deadline exceeded
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

const requestId = context.key<string>('request id');

async function removePiece(ctx: Context, takes: number): Promise<string> {
  const id = ctx.value(requestId) ?? 'no request';
  const event = await select({
    removed: time.after(takes),
    end: ctx.done(),
  });
  return event.case === 'removed'
    ? `[${id}] the piece is removed`
    : `[${id}] ${ctx.err()?.message}`;
}

/** Clean-up with 5 seconds of its own. */
async function cleanUp(parent: Context, takes: number): Promise<string> {
  const [ctx, cancel] = context.withTimeout(parent, 5 * time.Second);
  using _cancel = defer(cancel);
  return await removePiece(ctx, takes);
}

await run(async () => {
  const root = context.background();
  const named = context.withValue(root, requestId, 'r-17');
  const [upload, cancel] = context.withCancel(named);
  cancel();
  console.log('upload:', upload.err()?.message);

  console.log('new root:', await cleanUp(root, 100));
  const alive = context.withoutCancel(upload);
  console.log('without cancel:', await cleanUp(alive, 100));
  console.log('stuck clean-up:', await cleanUp(alive, 60_000));
});
