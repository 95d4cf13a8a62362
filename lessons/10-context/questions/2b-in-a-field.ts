// expect: output
// | Ada: 3 orders
// | Ben: context canceled
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

class Orders {
  readonly #ctx: Context; // whose is it?

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  async count(): Promise<string> {
    const event = await select({
      answer: time.after(20 * time.Millisecond),
      end: this.#ctx.done(),
    });
    return event.case === 'answer'
      ? '3 orders'
      : String(this.#ctx.err()?.message);
  }
}

let orders: Orders | undefined; // made once, with the first request

async function handle(user: string): Promise<void> {
  const [ctx, cancel] = context.withTimeout(
    context.background(), 5 * time.Second,
  );
  using _cancel = defer(cancel);
  orders ??= new Orders(ctx);
  console.log(`${user}: ${await orders.count()}`);
}

await run(async () => {
  await handle('Ada');
  await handle('Ben');
});
