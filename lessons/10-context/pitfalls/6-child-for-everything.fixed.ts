// expect: output
// | after 2000 ms: a query has 2 s
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

async function askDatabase(ctx: Context): Promise<void> {
  const event = await select({
    answer: time.after(time.Minute),
    end: ctx.done(),
  });
  if (event.case === 'end') throw context.cause(ctx);
}

/** A query may end before its page does: a reason for a child. */
async function query(parent: Context): Promise<void> {
  const [ctx, cancel] = context.withTimeoutCause(
    parent, 2 * time.Second, new Error('a query has 2 s'),
  );
  using _cancel = defer(cancel);
  await askDatabase(ctx);
}

// These three only pass it on.
const repository = (ctx: Context): Promise<void> => query(ctx);
const service = (ctx: Context): Promise<void> => repository(ctx);
const controller = (ctx: Context): Promise<void> => service(ctx);

/** The whole page has a limit, too. */
async function page(parent: Context): Promise<void> {
  const [ctx, cancel] = context.withTimeoutCause(
    parent, 10 * time.Second, new Error('a page has 10 s'),
  );
  using _cancel = defer(cancel);
  await controller(ctx);
}

await run(async () => {
  const start = time.now();
  try {
    await page(context.background());
  } catch (error) {
    const elapsed = Math.round(time.since(start));
    console.log(`after ${elapsed} ms: ${(error as Error).message}`);
  }
});
