// expect: output
// | after 2000 ms: context deadline exceeded
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

type Step = (ctx: Context) => Promise<void>;

/** Gives a step a child context of its own. */
function limited(seconds: number, step: Step): Step {
  return async (parent) => {
    const limit = seconds * time.Second;
    const [ctx, cancel] = context.withTimeout(parent, limit);
    using _cancel = defer(cancel);
    await step(ctx);
  };
}

async function askDatabase(ctx: Context): Promise<void> {
  const event = await select({
    answer: time.after(time.Minute),
    end: ctx.done(),
  });
  if (event.case === 'end') throw ctx.err();
}

const query = limited(2, askDatabase);
const repository = limited(5, query);
const service = limited(30, repository);
const controller = limited(5, service);
const page = limited(10, controller);

await run(async () => {
  const start = time.now();
  try {
    await page(context.background());
  } catch (error) {
    const elapsed = Math.round(time.since(start));
    console.log(`after ${elapsed} ms: ${(error as Error).message}`);
  }
});
