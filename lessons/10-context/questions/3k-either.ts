// expect: output
// | user: undefined
// | deadline: undefined
// | ended by: context canceled
import {
  run, go, context, defer, select, time, type Context,
} from 'concurrency-tutor';

const user = context.key<string>('user');

/** Ends with a or b. What do we know of it? */
function either(a: Context, b: Context): [Context, () => void] {
  const [ctx, cancel] = context.withCancel(context.background());
  go(async () => {
    await select({ a: a.done(), b: b.done(), own: ctx.done() });
    cancel();
  });
  return [ctx, cancel];
}

await run(async () => {
  const root = context.background();
  const named = context.withValue(root, user, 'Ada');
  const [request, cancel] = context.withTimeout(named, 1 * time.Second);
  using _cancel = defer(cancel);
  const [server, stop] = context.withCancel(root);
  using _stop = defer(stop);

  const [ctx, release] = either(request, server);
  using _release = defer(release);
  console.log('user:', ctx.value(user));
  console.log('deadline:', ctx.deadline());
  await ctx.done().receive(); // it was the deadline of the request
  console.log('ended by:', ctx.err()?.message);
});
