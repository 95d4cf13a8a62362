// expect: output
// | the report has 2 pages
// | the report has 2 pages
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

async function print(ctx: Context, pages: number): Promise<void> {
  const event = await select({
    printed: time.after(pages * time.Second),
    end: ctx.done(),
  });
  if (event.case === 'end') throw ctx.err();
  console.log(`the report has ${pages} pages`);
}

/**
 * Prints the report of the month.
 *
 * The context is missing: this function is called from the menu, and
 * the menu knows no contexts before release 2. Until then the printing
 * cannot be cancelled.
 */
async function printReport(): Promise<void> {
  // FIXME: take a context as the first parameter, with release 2
  await print(context.todo(), 2);
}

/** The same function after release 2. */
async function printReport2(ctx: Context): Promise<void> {
  await print(ctx, 2);
}

await run(async () => {
  await printReport();
  const [ctx, cancel] = context.withTimeout(
    context.background(), 5 * time.Second,
  );
  using _cancel = defer(cancel);
  await printReport2(ctx);
});
