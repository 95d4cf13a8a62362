// expect: output
// | user: Ada
// | deadline: in 1000 ms
// | first: context deadline exceeded
// | second: context canceled, the server stops
import {
  run, context, defer, time, type Context,
} from 'concurrency-tutor';

const user = context.key<string>('user');

/** A child of `a` that ends with `b` as well, and says why. */
function either(a: Context, b: Context): [Context, () => void] {
  const [ctx, cancel] = context.withCancelCause(a);
  const forget = context.afterFunc(b, () => cancel(context.cause(b)));
  return [ctx, () => {
    forget();
    cancel();
  }];
}

await run(async () => {
  const root = context.background();
  const named = context.withValue(root, user, 'Ada');
  const [server, stop] = context.withCancelCause(root);

  const first = async (): Promise<void> => {
    const [request, cancel] = context.withTimeout(named, time.Second);
    using _cancel = defer(cancel);
    const [ctx, release] = either(request, server);
    using _release = defer(release);
    console.log('user:', ctx.value(user));
    const left = time.until(ctx.deadline() ?? Infinity);
    console.log(`deadline: in ${Math.round(left)} ms`);
    await ctx.done().receive();
    console.log('first:', ctx.err()?.message);
  };
  await first();

  const [ctx, release] = either(named, server);
  using _release = defer(release);
  stop(new Error('the server stops'));
  await ctx.done().receive();
  const why = context.cause(ctx)?.message;
  console.log(`second: ${ctx.err()?.message}, ${why}`);
});
