// expect: output
// | pays 100
import { run, context, type Context } from 'concurrency-tutor';

// in the module that knows the customer
const percent = context.key<number>('discount');

// in the module that knows the prices
const discount = context.key<number>('discount');

function price(ctx: Context): number {
  return 100 - (ctx.value(discount) ?? 0);
}

await run(async () => {
  const ctx = context.withValue(context.background(), percent, 20);
  console.log('pays', price(ctx));
});
