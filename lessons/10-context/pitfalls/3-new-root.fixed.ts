// expect: output
// | query: given up
// | main: everything has ended
import {
  run, chan, context, select, sync, time,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

type Rows = ReceiveChannel<string>;

async function query(ctx: Context, rows: Rows): Promise<void> {
  const event = await select({ row: rows, end: ctx.done() });
  console.log(event.case === 'row' ? 'a row' : 'query: given up');
}

async function page(ctx: Context, rows: Rows): Promise<void> {
  await query(ctx, rows); // passed on
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  const rows = chan<string>(0, 'rows'); // the database is silent
  const pages = new sync.WaitGroup();
  pages.go(page, ctx, rows);

  await time.sleep(100 * time.Millisecond);
  cancel(); // the user has gone
  await pages.wait();
  console.log('main: everything has ended');
});
