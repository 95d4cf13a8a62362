// expect: output unordered
// | item 1 costs 10
// | item 2: context deadline exceeded
// | item 3 costs 30
// | item 4 costs 40
// | all asked
import {
  run, chan, context, defer, select, sync, time, type Context,
} from 'concurrency-tutor';

/** Asks a shop for a price. The shop of item 2 never answers. */
async function askPrice(ctx: Context, item: number): Promise<string> {
  const answer = item === 2 ? chan<never>() : time.after(50);
  const event = await select({ answer, end: ctx.done() });
  if (event.case === 'end') return `item ${item}: ${ctx.err()?.message}`;
  return `item ${item} costs ${item * 10}`;
}

/** One task. It takes two seconds at most. */
async function perform(item: number): Promise<string> {
  const root = context.background();
  const [ctx, cancel] = context.withTimeout(root, 2 * time.Second);
  using _cancel = defer(cancel); // also when all went well
  return await askPrice(ctx, item);
}

await run(async () => {
  const queue = chan<number>(4);
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 2; n++) {
    workers.go(async () => {
      for await (const item of queue) console.log(await perform(item));
    });
  }
  for (const item of [1, 2, 3, 4]) await queue.send(item);
  queue.close();
  await workers.wait();
  console.log('all asked');
});
