// expect: leak
import {
  run, go, chan, context, select, time,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

type Rows = ReceiveChannel<string>;

async function query(ctx: Context, rows: Rows): Promise<void> {
  const event = await select({ row: rows, end: ctx.done() });
  console.log(event.case === 'row' ? 'a row' : 'query: given up');
}

async function page(_ctx: Context, rows: Rows): Promise<void> {
  await query(context.background(), rows); // here the thread is cut
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  const rows = chan<string>(0, 'rows'); // the database is silent
  go(page, ctx, rows);

  await time.sleep(100 * time.Millisecond);
  cancel(); // the user has gone
  await time.sleep(100 * time.Millisecond);
  console.log('main: everything is cancelled');
});
