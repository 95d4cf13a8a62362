// expect: output
// | 20 s left: paid
// | 20 s left: the bank is too slow
// | 1 s left: nobody waits any more
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

/** Talks to a bank. A bank gets 3 seconds, whoever asks. */
async function pay(caller: Context, bankTakes: number): Promise<string> {
  const [ctx, cancel] = context.withTimeout(caller, 3 * time.Second);
  using _cancel = defer(cancel);
  const event = await select({
    answer: time.after(bankTakes),
    end: ctx.done(),
  });
  if (event.case === 'answer') return 'paid';
  // The caller's context tells whose time is up.
  return caller.err() ? 'nobody waits any more' : 'the bank is too slow';
}

async function order(seconds: number, bankTakes: number): Promise<void> {
  const [ctx, cancel] = context.withTimeout(
    context.background(), seconds * time.Second,
  );
  using _cancel = defer(cancel);
  console.log(`${seconds} s left: ${await pay(ctx, bankTakes)}`);
}

await run(async () => {
  await order(20, 500);
  await order(20, 60_000);
  await order(1, 60_000);
});
