// expect: output unordered
// | page: ended after 300 ms: the user has gone
// | query: ended after 200 ms: a query has 200 ms
// | picture: ended after 300 ms: the user has gone
import {
  run, context, defer, time, type Context,
} from 'concurrency-tutor';

const start = time.now();

/** Reports the end of a context: when, and why. */
function trace(ctx: Context, name: string): void {
  context.afterFunc(ctx, () => {
    const elapsed = Math.round(time.since(start));
    const why = context.cause(ctx)?.message;
    console.log(`${name}: ended after ${elapsed} ms: ${why}`);
  });
}

await run(async () => {
  const root = context.background();
  const [page, leave] = context.withCancelCause(root);
  trace(page, 'page');

  const [query, cancelQuery] = context.withTimeoutCause(
    page, 200, new Error('a query has 200 ms'),
  );
  using _query = defer(cancelQuery);
  trace(query, 'query');

  const [picture, cancelPicture] = context.withCancel(page);
  using _picture = defer(cancelPicture);
  trace(picture, 'picture');

  await time.sleep(300 * time.Millisecond);
  leave(new Error('the user has gone'));
  await time.sleep(1 * time.Millisecond);
});
