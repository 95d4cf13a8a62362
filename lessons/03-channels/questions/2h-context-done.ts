// expect: output
// | worker stopped: context canceled
import { run, context, select, sync, time, type Context } from 'concurrency-tutor';

async function worker(ctx: Context): Promise<void> {
  const tick = time.newTicker(10 * time.Millisecond);
  try {
    while (true) {
      const event = await select({ stop: ctx.done(), tick: tick.channel });
      if (event.case === 'stop') break;
      // one step of the real work
    }
  } finally {
    tick.stop();
  }
  console.log('worker stopped:', ctx.err()?.message);
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  const wg = new sync.WaitGroup();
  wg.go(worker, ctx);

  await time.sleep(100 * time.Millisecond);
  cancel(); // closes ctx.done(); a second call does nothing
  cancel();
  await wg.wait();
});
