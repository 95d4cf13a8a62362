// expect: output
// | late cancel, no user: 1 context open
// | defer at once, no user: 0 contexts open
import {
  run, atomic, context, defer, time, type Context,
} from 'concurrency-tutor';

const open = new atomic.Int32();

/** Like `withCancel`, and counts the contexts that are open. */
function counted(parent: Context): [Context, () => void] {
  const [ctx, cancel] = context.withCancel(parent);
  open.add(1);
  context.afterFunc(ctx, () => open.add(-1));
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
    open.store(0);
    const [root, end] = context.withCancel(context.background());
    try {
      await form(root, '');
    } catch (error) {
      await time.sleep(10); // `afterFunc` starts a goroutine
      const left = open.load();
      const s = left === 1 ? '' : 's';
      console.log(`${name}, ${(error as Error).message}:`,
        `${left} context${s} open`);
    }
    end();
    await time.sleep(10); // `afterFunc` starts a goroutine
  }
});
