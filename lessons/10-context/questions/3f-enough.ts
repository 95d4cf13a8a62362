// expect: output
// | ten results: 0 1 4 9 16 25 36 49 64 81
// | the producer has stopped: context canceled
import {
  run, chan, context, defer, select, sync,
  type Context, type SendChannel,
} from 'concurrency-tutor';

/** Sends squares for as long as somebody wants them. */
async function squares(
  ctx: Context, to: SendChannel<number>,
): Promise<void> {
  using _close = defer(() => to.close());
  for (let n = 0; ; n++) {
    const event = await select({
      sent: select.send(to, n * n),
      end: ctx.done(),
    });
    if (event.case === 'end') {
      const how = ctx.err()?.message;
      return console.log('the producer has stopped:', how);
    }
  }
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel); // for the ways out nobody thought of
  const producers = new sync.WaitGroup();
  const numbers = chan<number>();
  producers.go(squares, ctx, numbers);

  const results: number[] = [];
  for await (const square of numbers) {
    results.push(square);
    if (results.length === 10) break;
  }
  console.log('ten results:', results.join(' '));
  cancel(); // enough: now, and not only when main returns
  await producers.wait();
});
