// expect: output
// | Ada is still on the list
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

const list = new Set<string>();

async function call(ctx: Context): Promise<void> {
  const event = await select({
    answer: ctx.err() ? null : time.after(20),
    end: ctx.done(),
  });
  if (event.case === 'end') throw ctx.err();
}

async function chat(ctx: Context, user: string): Promise<void> {
  await call(ctx);
  list.add(user);
  try {
    await ctx.done().receive(); // until the user leaves
  } finally {
    await call(ctx); // tells the server
    list.delete(user);
  }
}

await run(async () => {
  const root = context.background();
  const [ctx, cancel] = context.withTimeout(root, 1000);
  using _cancel = defer(cancel);
  await chat(ctx, 'Ada').catch(() => {});
  for (const user of list) console.log(`${user} is still on the list`);
});
