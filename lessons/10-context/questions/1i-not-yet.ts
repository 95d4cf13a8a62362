// expect: output
// | stored: first order
// | 1 of 2 stored, context canceled
import {
  run, context, select, time, type Context,
} from 'concurrency-tutor';

/** An interface of somebody else. Its methods have no context. */
interface Sink {
  write(line: string): Promise<void>;
}

async function store(ctx: Context, line: string): Promise<void> {
  const event = await select({
    stored: time.after(100 * time.Millisecond),
    end: ctx.done(),
  });
  if (event.case === 'end') throw ctx.err();
  console.log('stored:', line);
}

/** Before: the interface gives no context, so it is a todo. */
const unstoppable: Sink = {
  write: (line) => store(context.todo(), line),
};

/** Better: whoever makes the sink says when it ends. */
function sink(ctx: Context): Sink {
  return { write: (line) => store(ctx, line) };
}

async function writeOrders(to: Sink): Promise<void> {
  let stored = 0;
  try {
    for (const line of ['first order', 'second order']) {
      await to.write(line);
      stored++;
    }
  } catch (error) {
    console.log(`${stored} of 2 stored,`, (error as Error).message);
  }
}

await run(async () => {
  void unstoppable;
  const [ctx, cancel] = context.withCancel(context.background());
  time.afterFunc(150, cancel);
  await writeOrders(sink(ctx));
});
