// expect: leak
import {
  run, go, context, runtime, time, type Context,
} from 'concurrency-tutor';

/** Keeps a light on for as long as the request is at work. */
async function light(ctx: Context): Promise<void> {
  await ctx.done().receive();
}

async function answer(server: Context): Promise<void> {
  const [ctx] = context.withCancel(server); // cancel is thrown away
  go(light, ctx);
  await time.sleep(20 * time.Millisecond); // the work
}

await run(async () => {
  const server = context.background();
  for (let n = 1; n <= 3; n++) {
    await answer(server);
    console.log(`${n} answered, goroutines: ${runtime.numGoroutine()}`);
  }
});
