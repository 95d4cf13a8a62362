// expect: differs
// | the sum is 42
// --
// | the sum is lost: context canceled
import {
  run, go, chan, context, select, time,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

type Outcome = { sum: number } | { error: unknown };

function addUp(ctx: Context): ReceiveChannel<Outcome> {
  const outcome = chan<Outcome>(1);
  go(async () => {
    const sum = 42;
    await time.sleep(100 * time.Millisecond); // hard work
    // There is room in the channel, and the context has ended.
    const event = await select({
      sent: select.send(outcome, { sum }),
      end: ctx.done(),
    });
    if (event.case === 'end') outcome.trySend({ error: ctx.err() });
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
