// expect: output
// | tea: at once
// | rice: after 500 ms
// | salt: refused after 0 ms, rate: Wait(n=1) would exceed context deadline
// | milk: refused after 100 ms, context canceled
import {
  run, go, context, defer, rate, time, type Context,
} from 'concurrency-tutor';

const limiter = new rate.Limiter(2, 1);

/** Waits for permission, and writes down how long it took. */
async function loggedWait(ctx: Context, name: string): Promise<boolean> {
  const start = time.now();
  const taken = () => Math.round(time.since(start));
  try {
    await limiter.wait(ctx);
    const when = taken() === 0 ? 'at once' : `after ${taken()} ms`;
    console.log(`${name}: ${when}`);
    return true;
  } catch (error) {
    const why = (error as Error).message;
    console.log(`${name}: refused after ${taken()} ms, ${why}`);
    return false;
  }
}

await run(async () => {
  const root = context.background();
  await loggedWait(root, 'tea');
  await loggedWait(root, 'rice');

  const [short, stop] = context.withTimeout(root, 200);
  using _stop = defer(stop);
  await loggedWait(short, 'salt');

  const [ctx, cancel] = context.withCancel(root);
  go(async () => {
    await time.sleep(100 * time.Millisecond);
    cancel(); // the user leaves
  });
  await loggedWait(ctx, 'milk');
});
