// expect: output
// | late cancel, no user: 1 context open
// | defer at once, no user: 0 contexts open
import {
  run, context, defer, time, type Context,
} from 'concurrency-tutor';

let open = 0;

/** Like `withCancel`, and counts the contexts that are open. */
function counted(parent: Context): [Context, () => void] {
  const [ctx, cancel] = context.withCancel(parent);
  open++;
  context.afterFunc(ctx, () => open--);
  return [ctx, cancel];
}

/** Wrong: the error leaves before the last line is reached. */
async function lateCancel(parent: Context, user: string) {
  const [ctx, cancel] = counted(parent);
  await greet(ctx, user);
  cancel();
}

async function deferAtOnce(parent: Context, user: string) {
  const [ctx, cancel] = counted(parent);
  using _cancel = defer(cancel);
  await greet(ctx, user);
}

async function greet(_ctx: Context, user: string): Promise<void> {
  if (user === '') throw new Error('no user');
}

await run(async () => {
  for (const [name, form] of Object.entries({
    'late cancel': lateCancel,
    'defer at once': deferAtOnce,
  })) {
    open = 0;
    const [root, end] = context.withCancel(context.background());
    try {
      await form(root, '');
    } catch (error) {
      await time.sleep(10); // `afterFunc` starts a goroutine
      const s = open === 1 ? '' : 's';
      console.log(`${name}, ${(error as Error).message}:`,
        `${open} context${s} open`);
    }
    end();
    await time.sleep(10); // `afterFunc` starts a goroutine
  }
});
