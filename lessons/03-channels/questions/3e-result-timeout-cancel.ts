// expect: output
// | fast: result 42
// | slow: gave up after 5 s
// | cancelled: context canceled
import { run, go, chan, context, select, time, type Context } from 'concurrency-tutor';

async function compute(ctx: Context, delay: number): Promise<string> {
  const result = chan<number>(1); // room for the result, should nobody wait for it any more
  go(async () => {
    await time.sleep(delay);
    await result.send(42);
  });

  const event = await select({
    result,
    late: time.after(5 * time.Second),
    stop: ctx.done(),
  });
  switch (event.case) {
    case 'result': return `result ${event.value}`;
    case 'late': return 'gave up after 5 s';
    case 'stop': return String(ctx.err()?.message);
  }
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  console.log('fast:', await compute(ctx, 1 * time.Second));
  console.log('slow:', await compute(ctx, 60 * time.Second));
  cancel();
  console.log('cancelled:', await compute(ctx, 60 * time.Second));
});
