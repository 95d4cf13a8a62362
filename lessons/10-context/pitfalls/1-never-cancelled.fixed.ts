// expect: output
// | 1 answered, goroutines: 1
// | 2 answered, goroutines: 1
// | 3 answered, goroutines: 1
import {
  run, context, defer, runtime, sync, time, type Context,
} from 'concurrency-tutor';

/** Keeps a light on for as long as the request is at work. */
async function light(ctx: Context): Promise<void> {
  await ctx.done().receive();
}

async function answer(server: Context): Promise<void> {
  const lights = new sync.WaitGroup();
  {
    const [ctx, cancel] = context.withCancel(server);
    using _cancel = defer(cancel); // runs on every way out
    lights.go(light, ctx);
    await time.sleep(20 * time.Millisecond); // the work
  }
  await lights.wait();
}

await run(async () => {
  const server = context.background();
  for (let n = 1; n <= 3; n++) {
    await answer(server);
    console.log(`${n} answered, goroutines: ${runtime.numGoroutine()}`);
  }
});
