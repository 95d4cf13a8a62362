// expect: output
// | backup: 4 of 4 folders
// | main: ended after 4000 ms, at most 10000 ms were allowed
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

async function backUp(ctx: Context, folders: number): Promise<number> {
  let done = 0;
  while (done < folders) {
    const event = await select({
      copied: time.after(1 * time.Second),
      end: ctx.done(),
    });
    if (event.case === 'end') break;
    done++;
  }
  return done;
}

await run(async () => {
  const start = time.now();
  const limit = 10 * time.Second;
  // The one root of this program. Everything else is a child of it.
  const [ctx, cancel] = context.withTimeout(context.background(), limit);
  using _cancel = defer(cancel);

  console.log(`backup: ${await backUp(ctx, 4)} of 4 folders`);
  const elapsed = Math.round(time.since(start));
  console.log(`main: ended after ${elapsed} ms,`,
    `at most ${limit} ms were allowed`);
});
