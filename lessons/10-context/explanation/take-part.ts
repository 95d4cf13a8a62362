// expect: output
// | copied 3 of 10 files: context deadline exceeded
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

/** Copies one file. It throws `ctx.err()` if it is to stop. */
async function copyFile(ctx: Context): Promise<void> {
  // 2. Wait for the end as well.
  const event = await select({
    copied: time.after(300 * time.Millisecond),
    end: ctx.done(),
  });
  // 3. Stop soon, and say so.
  if (event.case === 'end') throw ctx.err();
}

/** Copies `files` files, and says how far it came. */
async function copyAll(ctx: Context, files: number): Promise<string> {
  for (let copied = 0; copied < files; copied++) {
    try {
      await copyFile(ctx); // 1. Pass it on.
    } catch (error) {
      const how = (error as Error).message;
      return `copied ${copied} of ${files} files: ${how}`;
    }
  }
  return `copied ${files} files`;
}

await run(async () => {
  const root = context.background();
  const [ctx, cancel] = context.withTimeout(root, 1 * time.Second);
  using _cancel = defer(cancel);
  console.log(await copyAll(ctx, 10));
});
