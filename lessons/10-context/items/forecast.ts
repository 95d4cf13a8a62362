// expect: output
// | no forecast, after 5000 ms
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

async function ask(ctx: Context): Promise<string> {
  const event = await select({
    answer: time.after(5 * time.Second),
    end: ctx.done(),
  });
  return event.case === 'answer' ? 'sunny' : 'no forecast';
}

async function forecast(ctx: Context): Promise<string> {
  const text = await ask(context.todo());
  return ctx.err() ? 'no forecast' : text;
}

await run(async () => {
  const start = time.now();
  const [ctx, cancel] = context.withTimeout(context.background(), 100);
  using _cancel = defer(cancel);
  const text = await forecast(ctx);
  console.log(`${text}, after ${Math.round(time.since(start))} ms`);
});
