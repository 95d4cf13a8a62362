// expect: output
// | quick: an answer
// | slow: context deadline exceeded
// | called off: context canceled
import {
  run, go, chan, context, defer, select, time,
  type Context, type ReceiveChannel,
} from 'concurrency-tutor';

function ask(delay: number): ReceiveChannel<string> {
  const answer = chan<string>(1);
  go(async () => {
    await time.sleep(delay);
    await answer.send('an answer');
  });
  return answer;
}

/**
 * Waits for the answer: for two seconds, and not longer than `parent`
 * allows.
 */
async function waitFor(
  parent: Context, answer: ReceiveChannel<string>,
): Promise<string> {
  const [ctx, cancel] = context.withTimeout(parent, 2 * time.Second);
  // Gives its timer back when the answer comes first.
  using _cancel = defer(cancel);
  const event = await select({ answer, end: ctx.done() });
  if (event.case === 'end') return String(ctx.err()?.message);
  return event.value ?? 'no answer';
}

await run(async () => {
  const [parent, cancel] = context.withCancel(context.background());
  console.log('quick:', await waitFor(parent, ask(100)));
  console.log('slow:', await waitFor(parent, ask(3000)));
  cancel();
  console.log('called off:', await waitFor(parent, ask(100)));
});
