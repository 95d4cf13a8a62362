// expect: output
// | context canceled: the user closed the page
// | context deadline exceeded: a search has 2 s
import {
  run, context, defer, time, type Context,
} from 'concurrency-tutor';

async function search(parent: Context): Promise<void> {
  const [ctx, cancel] = context.withTimeoutCause(
    parent, 2 * time.Second, new Error('a search has 2 s'),
  );
  using _cancel = defer(cancel);
  await ctx.done().receive(); // it finds nothing
  const why = context.cause(ctx)?.message;
  console.log(`${ctx.err()?.message}: ${why}`);
}

await run(async () => {
  const root = context.background();
  const [page, closePage] = context.withCancelCause(root);
  time.afterFunc(100, () => {
    closePage(new Error('the user closed the page'));
  });
  await search(page);

  await search(root);
});
