// expect: output
// | tidied: 3 rooms, 50 ms to spare
import { run, context, defer, time } from 'concurrency-tutor';

const room = 150 * time.Millisecond;

await run(async () => {
  const [ctx, cancel] = context.withTimeout(context.background(), 500);
  using _cancel = defer(cancel);
  const left = (): number => time.until(ctx.deadline() ?? Infinity);

  let rooms = 0;
  while (left() >= room) {
    await time.sleep(room);
    rooms++;
  }
  const spare = Math.round(left());
  console.log(`tidied: ${rooms} rooms, ${spare} ms to spare`);
});
