// expect: differs
// | the step is finished
// --
// | stopped by DeadlineExceeded
import { run, context, defer, select, time } from 'concurrency-tutor';

await run(async () => {
  const [ctx, cancel] = context.withTimeout(
    context.background(), 1 * time.Second,
  );
  using _cancel = defer(cancel);
  const event = await select({
    ready: time.after(1 * time.Second),
    end: ctx.done(),
  });
  console.log(event.case === 'ready'
    ? 'the step is finished'
    : `stopped by ${ctx.err()?.name}`);
});
