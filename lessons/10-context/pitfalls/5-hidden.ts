// expect: error "undefined"
import { run, context, type Context } from 'concurrency-tutor';

const customer = context.key<string>('customer');
const cents = context.key<number>('amount in cents');

function createInvoice(ctx: Context): string {
  const amount = ctx.value(cents)!; // it will be there
  return `${ctx.value(customer)} pays ${amount.toFixed(0)} cents`;
}

await run(async () => {
  const root = context.background();
  const order = context.withValue(root, customer, 'Ada');

  const paid = context.withValue(order, cents, 1250);
  console.log(createInvoice(paid));
  console.log(createInvoice(order)); // compiles just as well
});
