// expect: output
// | Ada sits down after 0 ms
// | Ben sits down after 30000 ms
// expect: lost-cancel
import { run, chan, context, time } from 'concurrency-tutor';

const start = time.now();
const seats = chan<void>(1); // one seat

async function eat(guest: string): Promise<void> {
  await seats.send();
  const elapsed = Math.round(time.since(start));
  console.log(`${guest} sits down after ${elapsed} ms`);
  const [ctx] = context.withTimeout(
    context.background(), 30 * time.Second,
  );
  context.afterFunc(ctx, () => seats.tryReceive()); // the seat is free
  await time.sleep(100 * time.Millisecond);
}

await run(async () => {
  await eat('Ada');
  await eat('Ben');
});
