// expect: output unordered
// | within 5 s: the report
// | the job has ended after 3000 ms
// | within 2 s: context deadline exceeded
// | the job has ended after 2000 ms
import { run, go, chan, context, defer, select, time, type Context } from 'concurrency-tutor';

type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: unknown };

/**
 * Calls `job` and waits for it, but not longer than `limit`. The job
 * hears of it through its context.
 */
async function withLimit<T>(
  limit: number, job: (ctx: Context) => Promise<T>,
): Promise<T> {
  const [ctx, cancel] = context.withTimeout(context.background(), limit);
  using _cancel = defer(cancel);
  // Room, so that a late job can end.
  const outcome = chan<Outcome<T>>(1);
  go(async () => {
    try {
      await outcome.send({ ok: true, value: await job(ctx) });
    } catch (error) {
      await outcome.send({ ok: false, error });
    }
  });
  const event = await select({ outcome, end: ctx.done() });
  if (event.case === 'end' || !event.ok) throw ctx.err();
  if (!event.value.ok) throw event.value.error;
  return event.value.value;
}

/** Needs three seconds, and stops when it is no longer wanted. */
async function writeReport(ctx: Context): Promise<string> {
  const start = time.now();
  using _end = defer(() => {
    console.log(`the job has ended after ${Math.round(time.since(start))} ms`);
  });
  const event = await select({
    written: time.after(3 * time.Second),
    end: ctx.done(),
  });
  if (event.case === 'end') throw ctx.err();
  return 'the report';
}

async function show(seconds: number): Promise<void> {
  try {
    console.log(
      `within ${seconds} s:`,
      await withLimit(seconds * time.Second, writeReport),
    );
  } catch (error) {
    console.log(`within ${seconds} s:`, (error as Error).message);
  }
}

await run(async () => {
  await show(5);
  await show(2);
  await time.sleep(100);
});
