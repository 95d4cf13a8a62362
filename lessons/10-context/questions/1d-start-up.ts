// expect: output
// | settings: 3 entries
// | cache: not warmed up, context deadline exceeded
// | open for business
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

async function load(
  ctx: Context, entries: number, takes: number,
): Promise<number> {
  const event = await select({
    loaded: time.after(takes),
    end: ctx.done(),
  });
  if (event.case === 'end') throw ctx.err();
  return entries;
}

/** No request has come yet, so there is no context to pass on. */
async function start(): Promise<void> {
  const [ctx, cancel] = context.withTimeout(
    context.background(), 5 * time.Second,
  );
  using _cancel = defer(cancel);
  console.log(`settings: ${await load(ctx, 3, 100)} entries`);
  try {
    await load(ctx, 100_000, 60_000);
  } catch (error) { // nice to have: the service opens all the same
    console.log(`cache: not warmed up, ${(error as Error).message}`);
  }
}

await run(async () => {
  await start();
  console.log('open for business');
});
