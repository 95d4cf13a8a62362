// expect: output
// | /menu: 200 soup
// | /unicorn: 503 no answer in 5000 ms
// | both handlers have ended
import {
  run, chan, context, defer, select, sync, time, type Context,
} from 'concurrency-tutor';

type Handler = (ctx: Context, path: string) => Promise<string>;

const handlers = new sync.WaitGroup();

/** Middleware: a handler around a handler. It sets a time limit. */
function withTimeLimit(limit: number, handler: Handler): Handler {
  return async (parent, path) => {
    const [ctx, cancel] = context.withTimeout(parent, limit);
    using _cancel = defer(cancel);
    const answer = chan<string>(1); // room, should nobody wait
    handlers.go(async () => answer.send(await handler(ctx, path)));

    const event = await select({ answer, end: ctx.done() });
    if (event.case === 'answer' && event.ok) return event.value;
    return `503 no answer in ${limit} ms`;
  };
}

const serve: Handler = async (ctx, path) => {
  const event = await select({
    cooked: path === '/menu' ? time.after(100) : null,
    end: ctx.done(), // without this case it would run for ever
  });
  return event.case === 'cooked' ? '200 soup' : '';
};

await run(async () => {
  const handler = withTimeLimit(5 * time.Second, serve);
  const root = context.background();
  console.log('/menu:', await handler(root, '/menu'));
  console.log('/unicorn:', await handler(root, '/unicorn'));
  await handlers.wait();
  console.log('both handlers have ended');
});
