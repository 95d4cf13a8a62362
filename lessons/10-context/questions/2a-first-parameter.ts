// expect: output
// | 2 letters in the box
// | context canceled
import {
  run, context, select, time, type Context,
} from 'concurrency-tutor';

interface Options {
  readonly unreadOnly?: boolean;
}

/** `ctx` comes first. Then comes what the function works on. */
async function countLetters(
  ctx: Context, box: string, options: Options = {},
): Promise<string> {
  const event = await select({
    answer: time.after(20 * time.Millisecond),
    end: ctx.done(),
  });
  if (event.case === 'end') return ctx.err()?.message ?? '';
  return `${options.unreadOnly ? 1 : 2} letters in the ${box}`;
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  console.log(await countLetters(ctx, 'box'));
  cancel();
  console.log(await countLetters(ctx, 'box', { unreadOnly: true }));
});
