// expect: output
// | t-1 | asks the kitchen
// | t-1 | asks the cellar
// | (no trace) | asks the cellar
import {
  run, context, sync, type Context,
} from 'concurrency-tutor';

// --- one module -----------------------------------------------------
/** Not exported: only the two functions below can use it. */
const traceId = context.key<string>('trace id');

function withTraceId(parent: Context, id: string): Context {
  return context.withValue(parent, traceId, id);
}

/** The trace id in `ctx`, or `(no trace)`. */
function traceIdOf(ctx: Context): string {
  return ctx.value(traceId) ?? '(no trace)';
}

// --- another module -------------------------------------------------
type Handler = (ctx: Context) => Promise<void>;

let requests = 0;

/** Middleware: every request gets a trace id. */
function traced(handler: Handler): Handler {
  return (ctx) => handler(withTraceId(ctx, `t-${++requests}`));
}

async function ask(ctx: Context, whom: string): Promise<void> {
  console.log(`${traceIdOf(ctx)} | asks the ${whom}`);
}

const dinner = traced(async (ctx) => {
  await ask(ctx, 'kitchen');
  const cellar = new sync.WaitGroup();
  cellar.go(ask, ctx, 'cellar'); // into another goroutine, too
  await cellar.wait();
});

await run(async () => {
  const root = context.background();
  await dinner(root);
  // The same name, and yet another key: nobody can forge the id.
  const forged = context.key<string>('trace id');
  await ask(context.withValue(root, forged, 't-99'), 'cellar');
});
