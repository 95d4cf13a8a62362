// expect: output
// | [r-1] begins, for Ada
// | [r-1] 200
// | [r-2] begins, for Ben
// | [r-2] 504
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

interface Request {
  readonly id: string;
  readonly user: string;
  readonly takes: number;
}

/** The id of the request: a string. For all lines of the log. */
const requestId = context.key<string>('request id');

function log(ctx: Context, text: string): void {
  console.log(`[${ctx.value(requestId)}] ${text}`);
}

async function loadPage(ctx: Context, request: Request): Promise<number> {
  log(ctx, `begins, for ${request.user}`);
  const event = await select({
    loaded: time.after(request.takes),
    end: ctx.done(),
  });
  return event.case === 'loaded' ? 200 : 504;
}

async function handle(server: Context, request: Request): Promise<void> {
  const named = context.withValue(server, requestId, request.id);
  const [ctx, cancel] = context.withTimeout(named, 5 * time.Second);
  using _cancel = defer(cancel);
  log(ctx, String(await loadPage(ctx, request)));
}

await run(async () => {
  const server = context.background();
  await handle(server, { id: 'r-1', user: 'Ada', takes: 100 });
  await handle(server, { id: 'r-2', user: 'Ben', takes: 60_000 });
});
