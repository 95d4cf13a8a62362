// expect: output
// | ok: the lion is found
// | ok: after 1 second at the latest
import assert from 'node:assert/strict';
import {
  run, context, defer, select, time, type Context,
} from 'concurrency-tutor';

/** What is tested. A lion is found in 10 ms, a unicorn never. */
async function find(ctx: Context, animal: string): Promise<string> {
  const takes = animal === 'lion' ? 10 : Infinity;
  const event = await select({
    found: takes < Infinity ? time.after(takes) : null,
    end: ctx.done(),
  });
  if (event.case === 'end') throw ctx.err();
  return `the ${animal} is found`;
}

/** A test is an entry point, like main, so it makes a root. */
async function test(body: (ctx: Context) => Promise<string>) {
  const [ctx, cancel] = context.withTimeout(
    context.background(), 1 * time.Second,
  );
  using _cancel = defer(cancel);
  console.log('ok:', await body(ctx));
}

await run(async () => {
  await test(async (ctx) => {
    assert.equal(await find(ctx, 'lion'), 'the lion is found');
    return 'the lion is found';
  });
  await test(async (ctx) => {
    const error = await find(ctx, 'unicorn').catch((why) => why);
    assert.equal(error, context.DeadlineExceeded);
    return 'after 1 second at the latest';
  });
});
