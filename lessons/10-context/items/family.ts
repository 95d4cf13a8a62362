// expect: output
// | grandmother: goes on
// | mother: ended
// | daughter: ended
// | aunt: goes on
import { run, context, defer, type Context } from 'concurrency-tutor';

await run(async () => {
  const root = context.background();
  using cancels = defer.stack();
  const child = (parent: Context): Context => {
    const [ctx, cancel] = context.withCancel(parent);
    cancels.add(cancel);
    return ctx;
  };
  const grandmother = child(root);
  const [mother, cancel] = context.withCancel(grandmother);
  const daughter = child(mother);
  const aunt = child(grandmother);
  const family: Record<string, Context> = {
    grandmother, mother, daughter, aunt,
  };

  cancel();
  for (const [name, ctx] of Object.entries(family)) {
    console.log(`${name}: ${ctx.err() ? 'ended' : 'goes on'}`);
  }
});
