// expect: output
// | taking turns 600 ms
// | side by side 400 ms
import {
  run, context, defer, iter, time, type ReceiveChannel,
} from 'concurrency-tutor';

async function* pages(): AsyncGenerator<number> {
  for (let page = 1; page <= 3; page++) {
    await time.sleep(100); // fetched
    yield page;
  }
}

type Pages = AsyncIterable<number> | ReceiveChannel<number>;

async function read(how: string, input: Pages): Promise<void> {
  const start = time.now();
  for await (const _ of input) await time.sleep(100); // worked on
  console.log(how, Math.round(time.since(start)), 'ms');
}

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  await read('taking turns', pages());
  await read('side by side', iter.toChannel(ctx, pages()));
});
