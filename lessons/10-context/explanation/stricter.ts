// expect: output
// | the parent has 2000 ms left
// | the child has 2000 ms left
// | the child ended after 2000 ms: context deadline exceeded
import { run, context, defer, time } from 'concurrency-tutor';

await run(async () => {
  const start = time.now();
  const root = context.background();
  const [parent, end] = context.withTimeout(root, 2 * time.Second);
  using _end = defer(end);
  const [child, cancel] = context.withTimeout(parent, 30 * time.Second);
  using _cancel = defer(cancel);

  for (const [name, ctx] of Object.entries({ parent, child })) {
    const left = (ctx.deadline() ?? Infinity) - start;
    console.log(`the ${name} has ${Math.round(left)} ms left`);
  }

  await child.done().receive();
  const elapsed = Math.round(time.since(start));
  const how = child.err()?.message;
  console.log(`the child ended after ${elapsed} ms: ${how}`);
});
