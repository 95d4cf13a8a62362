// expect: leak
import {
  run, go, context, defer, select, time, type Context,
} from 'concurrency-tutor';

async function watchPrices(ctx: Context, user: string): Promise<void> {
  await ctx.done().receive();
  console.log(`${user}: no more prices`);
}

async function visit(server: Context, user: string): Promise<void> {
  const [ctx, cancel] = context.withTimeout(server, 10 * time.Second);
  using _cancel = defer(cancel);
  go(watchPrices, server, user);
  await select({ leaves: time.after(200), end: ctx.done() });
}

await run(async () => {
  const server = context.background(); // runs for years
  await visit(server, 'Ada');
  await visit(server, 'Ben');
  await time.sleep(time.Hour);
});
