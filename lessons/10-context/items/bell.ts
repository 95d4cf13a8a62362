// expect: leak
import {
  run, go, context, time, type Context,
} from 'concurrency-tutor';

async function ring(ctx: Context): Promise<void> {
  await ctx.done().receive();
  console.log('the bell is silent');
}

async function breakfast(root: Context, eggs: number): Promise<void> {
  const [ctx, cancel] = context.withCancel(root);
  go(ring, ctx);
  if (eggs === 0) return;
  await time.sleep(eggs * time.Minute);
  cancel();
}

await run(async () => {
  await breakfast(context.background(), 2);
  await breakfast(context.background(), 0);
  await time.sleep(time.Minute);
  console.log('good morning');
});
