// expect: output
// | r-17: Ada pays 1250 cents
import { run, context, type Context } from 'concurrency-tutor';

const requestId = context.key<string>('request id');

/** What it needs are parameters. The id is only for the log. */
function createInvoice(
  ctx: Context, customer: string, cents: number,
): string {
  const id = ctx.value(requestId) ?? '(no id)';
  return `${id}: ${customer} pays ${cents.toFixed(0)} cents`;
}

await run(async () => {
  const root = context.background();
  const ctx = context.withValue(root, requestId, 'r-17');
  console.log(createInvoice(ctx, 'Ada', 1250));
  // createInvoice(ctx, 'Ada') is refused by the type checker.
});
