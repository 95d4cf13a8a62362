// expect: output
// | sign in: at most 4000 ms
// | sign in: done
// | prices: at most 3000 ms
// | prices: done
// | print: at most 5500 ms
// | print: done
// | the order is complete, after 5500 ms
// | sign in: at most 4000 ms
// | sign in: done
// | prices: at most 3000 ms
// | prices: context deadline exceeded
import { run, context, defer, select, time, type Context } from 'concurrency-tutor';

/** One step. It needs `needed` ms, and stops when `ctx` ends. */
async function step(
  ctx: Context, name: string, needed: number,
): Promise<void> {
  const left = time.until(ctx.deadline() ?? Infinity);
  console.log(`${name}: at most ${Math.round(left)} ms`);
  const event = await select({
    ready: time.after(needed),
    end: ctx.done(),
  });
  if (event.case === 'end') {
    throw new Error(`${name}: ${ctx.err()?.message}`);
  }
  console.log(`${name}: done`);
}

/**
 * Three steps in 10 seconds: 4 at most for the first, 3 for the second,
 * for the third what is left.
 */
async function order(
  signIn: number, prices: number, print: number,
): Promise<void> {
  const start = time.now();
  const [whole, cancel] = context.withTimeout(context.background(), 10 * time.Second);
  using _whole = defer(cancel);
  await within(whole, 4 * time.Second, (ctx) => step(ctx, 'sign in', signIn));
  await within(whole, 3 * time.Second, (ctx) => step(ctx, 'prices', prices));
  await step(whole, 'print', print);
  console.log(`the order is complete, after ${Math.round(time.since(start))} ms`);
}

async function within(
  parent: Context, limit: number, job: (ctx: Context) => Promise<void>,
): Promise<void> {
  // Never later than its parent.
  const [ctx, cancel] = context.withTimeout(parent, limit);
  using _cancel = defer(cancel);
  await job(ctx);
}

await run(async () => {
  await order(2500, 2000, 1000);
  try {
    await order(2500, 60_000, 1000);
  } catch (error) {
    console.log((error as Error).message);
  }
});
