// expect: output
// | the sum is 42
import {
  run, go, chan, context, time,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

type Outcome = { sum: number } | { error: unknown };

/** Room for one, so the outcome is never in anybody's way. */
function addUp(_ctx: Context): ReceiveChannel<Outcome> {
  const outcome = chan<Outcome>(1);
  go(async () => {
    const sum = 42;
    await time.sleep(100 * time.Millisecond); // hard work
    // It is finished. The context does not matter any more.
    await outcome.send({ sum });
  });
  return outcome;
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  const outcome = addUp(ctx);
  await time.sleep(50);
  cancel(); // while it works
  const result = await outcome.receive();
  console.log(result && 'sum' in result
    ? `the sum is ${result.sum}`
    : `the sum is lost: ${ctx.err()?.message}`);
});
