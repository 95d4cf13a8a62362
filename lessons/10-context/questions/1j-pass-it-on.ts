// expect: output
// | own root: ended after 3000 ms
// | passed on: ended after 100 ms
import {
  run, context, defer, select, sync, time, type Context,
} from 'concurrency-tutor';

async function download(ctx: Context): Promise<void> {
  await select({
    loaded: time.after(3 * time.Second),
    end: ctx.done(),
  });
}

/** Wrong: it has a context, and makes a root all the same. */
async function ownRoot(_ctx: Context): Promise<void> {
  await download(context.background());
}

async function passedOn(ctx: Context): Promise<void> {
  await download(ctx);
}

await run(async () => {
  for (const [name, form] of [
    ['own root', ownRoot],
    ['passed on', passedOn],
  ] as const) {
    const start = time.now();
    const [ctx, cancel] = context.withTimeout(context.background(), 100);
    using _cancel = defer(cancel);
    const wg = new sync.WaitGroup();
    wg.go(form, ctx);
    await wg.wait();
    const elapsed = Math.round(time.since(start));
    console.log(`${name}: ended after ${elapsed} ms`);
  }
});
