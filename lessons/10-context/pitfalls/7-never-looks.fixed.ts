// run: native
// expect: output
// | some rows: context deadline exceeded
import {
  run, context, defer, gosched, type Context,
} from 'concurrency-tutor';

const rows = 100_000_000_000;
const atATime = 100_000; // some hundred microseconds

async function sumUp(ctx: Context): Promise<number> {
  let sum = 0;
  for (let done = 0; done < rows; done++) {
    if (done % atATime === 0) {
      await gosched(); // let others run: the timer is one of them
      if (ctx.err()) throw ctx.err();
    }
    sum += done % 7;
  }
  return sum;
}

await run(async () => {
  const [ctx, cancel] = context.withTimeout(context.background(), 10);
  using _cancel = defer(cancel);
  try {
    console.log('all rows:', await sumUp(ctx));
  } catch (error) {
    console.log('some rows:', (error as Error).message);
  }
});
