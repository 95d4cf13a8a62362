// expect: output
// | 350 ms
import { run, context, defer, iter, time } from 'concurrency-tutor';

async function* loaves(): AsyncGenerator<number> {
  for (let n = 1; n <= 3; n++) {
    await time.sleep(50); // baked
    yield n;
  }
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  const start = time.now();
  for await (const _ of iter.toChannel(ctx, loaves())) {
    await time.sleep(100); // sold
  }
  console.log(Math.round(time.since(start)), 'ms');
});
