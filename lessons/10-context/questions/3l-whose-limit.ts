// expect: output
// | the bank: too slow
// | the caller: cancelled
// | the caller: out of time
// | an answer: 42
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

const tooSlow = new Error('the bank has 2 s');

async function balance(caller: Context, takes: number): Promise<string> {
  const [ctx, cancel] = context.withTimeoutCause(
    caller, 2 * time.Second, tooSlow,
  );
  using _cancel = defer(cancel);
  const event = await select({
    answer: time.after(takes),
    end: ctx.done(),
  });
  if (event.case === 'answer') return 'an answer: 42';
  if (context.cause(ctx) === tooSlow) return 'the bank: too slow';
  return ctx.err() === context.DeadlineExceeded
    ? 'the caller: out of time'
    : 'the caller: cancelled';
}

await run(async () => {
  const root = context.background();
  console.log(await balance(root, 60_000));

  const [leaving, leave] = context.withCancel(root);
  time.afterFunc(100, leave);
  console.log(await balance(leaving, 60_000));

  const [hasty, cancel] = context.withTimeout(root, 1 * time.Second);
  using _cancel = defer(cancel);
  console.log(await balance(hasty, 60_000));

  console.log(await balance(root, 100));
});
