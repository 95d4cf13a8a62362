// expect: output
// | deadline: step 1 is done
// | deadline: step 2 is done
// | deadline: stopped by DeadlineExceeded after 2000 ms
// | timeout: step 1 is done
// | timeout: step 2 is done
// | timeout: stopped by DeadlineExceeded after 1000 ms
// | cancel: step 1 is done
// | cancel: step 2 is done
// | cancel: stopped by Canceled after 500 ms
// | request r-17 asks for lions
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

/** Works in steps, and gives up when the context ends. */
async function work(
  ctx: Context, name: string, steps: number, step: number,
): Promise<void> {
  const start = time.now();
  for (let n = 1; n <= steps; n++) {
    const event = await select({
      end: ctx.done(),
      ready: time.after(step),
    });
    if (event.case === 'end') {
      const elapsed = Math.round(time.since(start));
      const how = ctx.err()?.name;
      console.log(`${name}: stopped by ${how} after ${elapsed} ms`);
      return;
    }
    console.log(`${name}: step ${n} is done`);
  }
}

async function withDeadline(parent: Context): Promise<void> {
  const moment = time.now() + 2 * time.Second;
  const [ctx, cancel] = context.withDeadline(parent, moment);
  using _cancel = defer(cancel);
  await work(ctx, 'deadline', 3, 900 * time.Millisecond);
}

async function withTimeout(parent: Context): Promise<void> {
  const [ctx, cancel] = context.withTimeout(parent, 1 * time.Second);
  using _cancel = defer(cancel);
  await work(ctx, 'timeout', 3, 400 * time.Millisecond);
}

async function withCancel(parent: Context): Promise<void> {
  const [ctx, cancel] = context.withCancel(parent);
  using _cancel = defer(cancel);
  time.afterFunc(500 * time.Millisecond, cancel);
  await work(ctx, 'cancel', 10, 200 * time.Millisecond);
}

/** Only this module has the key, so nobody else can use it. */
const requestId = context.key<string>('request id');

function log(ctx: Context, text: string): void {
  console.log(`request ${ctx.value(requestId) ?? '(none)'} ${text}`);
}

await run(async () => {
  const root = context.background();
  await withDeadline(root);
  await withTimeout(root);
  await withCancel(root);
  log(context.withValue(root, requestId, 'r-17'), 'asks for lions');
});
