// expect: output
// | stopped: check: 100 is over the limit
import {
  run, context, defer, errgroup, chan, select,
  type Context, type SendChannel,
} from 'concurrency-tutor';

async function sent(
  ctx: Context, out: SendChannel<number>, value: number,
): Promise<boolean> {
  const event = await select({
    sent: select.send(out, value),
    done: ctx.done(),
  });
  return event.case === 'sent';
}

await run(async () => {
  // The first error of a stage ends ctx, and so ends the others.
  const [stages, ctx] = errgroup.withContext(context.background());
  const numbers = chan<number>();
  const checked = chan<number>();

  await stages.go(async () => {
    using _close = defer(() => numbers.close());
    for (let n = 98; ; n++) if (!(await sent(ctx, numbers, n))) return;
  });
  await stages.go(async () => {
    using _close = defer(() => checked.close());
    for await (const n of numbers) {
      if (n >= 100) throw new Error(`check: ${n} is over the limit`);
      if (!(await sent(ctx, checked, n))) return;
    }
  });
  let sum = 0;
  for await (const n of checked) sum += n;
  try {
    await stages.wait(); // first wait for all, then read the error
    console.log('sum', sum);
  } catch (error) {
    console.log('stopped:', (error as Error).message);
  }
});
