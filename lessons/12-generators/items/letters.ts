// expect: output
// | 3 meetings
import { run, context, defer, iter } from 'concurrency-tutor';

await run(async () => {
  const [ctx, cancel] = context.withCancel(context.background());
  using _cancel = defer(cancel);
  let meetings = 0;
  const bags = iter.chunk(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 3);
  for await (const _ of iter.toChannel(ctx, bags)) meetings++;
  console.log(meetings, 'meetings');
});
