// expect: output
// | ok: it stops within 1 second of the cancel, and says why
import assert from 'node:assert/strict';
import {
  run, go, chan, context, defer, select, time, type Context,
} from 'concurrency-tutor';

/** What is tested: it listens until its context ends. */
async function listen(ctx: Context): Promise<void> {
  const ticks = time.newTicker(30);
  using _ticks = defer(() => ticks.stop());
  while (true) {
    const event = await select({ tick: ticks.channel, end: ctx.done() });
    if (event.case === 'end') throw ctx.err();
  }
}

await run(async () => {
  // Arrange: a goroutine that leaves its error in a channel.
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  const outcome = chan<unknown>(1);
  go(async () => outcome.send(await listen(ctx).catch((why) => why)));

  // Act: cancel after 100 ms.
  await time.sleep(100 * time.Millisecond);
  assert.equal(outcome.length, 0, 'it ended too early');
  cancel();

  // Assert: it ends in time, with the right error.
  const event = await select({
    outcome,
    late: time.after(1 * time.Second),
  });
  assert.equal(event.case, 'outcome', 'it did not end');
  assert.equal(
    event.case === 'outcome' && event.value, context.Canceled,
  );
  console.log('ok: it stops within 1 second of the cancel, and says why');
});
