// expect: output
// | app: no deadline
// | request: 10000 ms
// | operation: 2000 ms
// | the operation: context deadline exceeded
// | the request: still going on
// | the app has ended; the request: context canceled
import {
  run, context, defer, time, type Context,
} from 'concurrency-tutor';

function left(ctx: Context): string {
  const moment = ctx.deadline();
  if (moment === undefined) return 'no deadline';
  return `${Math.round(time.until(moment))} ms`;
}

await run(async () => {
  const [app, stop] = context.withCancel(context.background());
  console.log('app:', left(app));

  const [request, endRequest] = context.withTimeout(
    app, 10 * time.Second,
  );
  using _request = defer(endRequest);
  console.log('request:', left(request));

  const [operation, endOperation] = context.withTimeout(
    request, 2 * time.Second,
  );
  using _operation = defer(endOperation);
  console.log('operation:', left(operation));

  await operation.done().receive();
  console.log('the operation:', operation.err()?.message);
  console.log('the request:', request.err() ?? 'still going on');

  stop();
  console.log('the app has ended; the request:', request.err()?.message);
});
