// expect: output
// | old caller: the price is 300
// | new caller: context canceled
import {
  run, context, select, time, type Context,
} from 'concurrency-tutor';

/** The new form. New code calls this one. */
async function priceOf(ctx: Context, item: string): Promise<number> {
  const event = await select({
    answer: time.after(200 * time.Millisecond),
    end: ctx.done(),
  });
  if (event.case === 'end') throw ctx.err();
  return item.length * 100;
}

/**
 * The old form, for a hundred callers that have no context yet.
 *
 * @deprecated use `priceOf`, which can be cancelled
 */
function price(item: string): Promise<number> {
  return priceOf(context.todo(), item);
}

await run(async () => {
  console.log('old caller: the price is', await price('tea'));

  const [ctx, cancel] = context.withCancel(context.background());
  time.afterFunc(50, cancel);
  try {
    await priceOf(ctx, 'tea');
  } catch (error) {
    console.log('new caller:', (error as Error).message);
  }
});
