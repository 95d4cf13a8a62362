// expect: meter goroutines>20
import {
  run, go, chan, context, defer, select,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

/** In the folder "photos" is a link, which leads back to "home". */
const folders: Record<string, string[]> = {
  home: ['photos'], photos: ['home'],
};

function walk(ctx: Context, folder: string): ReceiveChannel<string> {
  const out = chan<string>();
  go(async () => {
    using _close = defer(() => out.close());
    async function sent(name: string): Promise<boolean> {
      const event = await select({
        sent: select.send(out, name), done: ctx.done(),
      });
      return event.case === 'sent';
    }
    if (!(await sent(folder))) return;
    for (const inside of folders[folder] ?? []) {
      for await (const name of walk(ctx, inside)) {
        if (!(await sent(name))) return;
      }
    }
  });
  return out.receiveOnly();
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  let count = 0;
  for await (const _ of walk(ctx, 'home')) {
    if (++count === 20) break; // or it would never end
  }
  console.log(count, 'folders, and no end');
});
