// expect: output
// | the platform's timer: AbortError
// | the context: context canceled, because the page was closed
import { setTimeout as wait } from 'node:timers/promises';
import { run, context, time } from 'concurrency-tutor';

await run(async () => {
  // From a context to the platform: every function that takes a signal.
  const root = context.background();
  const [ctx, cancel] = context.withCancel(root);
  time.afterFunc(100 * time.Millisecond, cancel);
  try {
    await wait(60_000, undefined, { signal: ctx.signal });
  } catch (error) {
    console.log(`the platform's timer: ${(error as Error).name}`);
  }

  // From the platform to a context.
  const page = new AbortController();
  const onPage = context.fromSignal(page.signal);
  page.abort(new Error('the page was closed'));
  await onPage.done().receive();
  const why = context.cause(onPage)?.message;
  console.log(`the context: ${onPage.err()?.message}, because ${why}`);
});
