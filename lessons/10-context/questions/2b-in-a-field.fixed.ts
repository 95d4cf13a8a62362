// expect: output
// | Ada: 3 orders
// | Ben: 3 orders
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

class Orders {
  async count(ctx: Context): Promise<string> {
    const event = await select({
      answer: time.after(20 * time.Millisecond),
      end: ctx.done(),
    });
    return event.case === 'answer'
      ? '3 orders'
      : String(ctx.err()?.message);
  }
}

const orders = new Orders();

async function handle(user: string): Promise<void> {
  const [ctx, cancel] = context.withTimeout(
    context.background(), 5 * time.Second,
  );
  using _cancel = defer(cancel);
  console.log(`${user}: ${await orders.count(ctx)}`);
}

await run(async () => {
  await handle('Ada');
  await handle('Ben');
});
