// expect: output
// | clean-up: context canceled
// | import: context canceled
// | tables left: 1
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

const tables = new Set<string>();

/** Every call to the database looks at its context first. */
async function database(ctx: Context, wait: number): Promise<void> {
  if (ctx.err()) throw ctx.err();
  const event = await select({
    answer: time.after(wait),
    end: ctx.done(),
  });
  if (event.case === 'end') throw ctx.err();
}

async function importRows(ctx: Context): Promise<void> {
  tables.add('temporary');
  try {
    await database(ctx, time.Minute);
  } finally {
    await removeTable(ctx);
  }
}

async function removeTable(ctx: Context): Promise<void> {
  try {
    await database(ctx, 50);
    tables.delete('temporary');
  } catch (error) {
    console.log('clean-up:', (error as Error).message);
  }
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  time.afterFunc(100, cancel);
  try {
    await importRows(ctx);
  } catch (error) {
    console.log('import:', (error as Error).message);
  }
  console.log('tables left:', tables.size);
});
