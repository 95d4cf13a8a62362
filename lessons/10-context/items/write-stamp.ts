// expect: output
// | 100 letters
import { run, context, time, type Context } from 'concurrency-tutor';

async function stamp(_letter: number): Promise<void> {
  await time.sleep(100 * time.Millisecond); // knows no context
}

/** Looks before each letter. One letter is what it may be late. */
async function stampAll(ctx: Context, letters: number): Promise<string> {
  for (let n = 0; n < letters; n++) {
    // Here: look before each letter.
    await stamp(n);
  }
  return `${letters} letters`;
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  time.afterFunc(250, cancel);
  console.log(await stampAll(ctx, 100));
});
