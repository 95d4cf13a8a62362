// expect: output
// | quick: ended in time
// | slow: still at work after 500 ms
// expect: unfinished
import {
  run, go, chan, context, select, sync, time, type Context,
} from 'concurrency-tutor';

/** Waits for all stages, but not longer than `limit`. */
async function endedWithin(
  limit: number, stages: sync.WaitGroup,
): Promise<boolean> {
  const all = chan<void>();
  go(async () => { // stays behind until the stages end
    await stages.wait();
    all.close();
  });
  const event = await select({ all, late: time.after(limit) });
  return event.case === 'all';
}

/** Works in steps of `step` ms. It looks at the context in between. */
async function work(ctx: Context, step: number): Promise<void> {
  while (ctx.err() === undefined) await time.sleep(step);
}

async function shutDown(name: string, step: number): Promise<void> {
  const [ctx, cancel] = context.withCancel(context.background());
  const stages = new sync.WaitGroup();
  stages.go(work, ctx, step);
  await time.sleep(50);
  cancel();
  console.log(`${name}:`, await endedWithin(500, stages)
    ? 'ended in time'
    : 'still at work after 500 ms');
}

await run(async () => {
  await shutDown('quick', 100);
  await shutDown('slow', 60 * time.Second);
});
