// run: native
// expect: output
// | all rows, although the limit was 10 ms
// | asked after each row: not ended
import { run, context, defer } from 'concurrency-tutor';

const rows = 100_000_000;

await run(async () => {
  const [ctx, cancel] = context.withTimeout(context.background(), 10);
  using _cancel = defer(cancel);

  let sum = 0;
  let done = 0;
  while (done < rows && !ctx.err()) {
    sum += done++ % 7;
  }

  console.log(done === rows && sum > 0 ? 'all rows,' : 'some rows,',
    'although the limit was 10 ms');
  console.log('asked after each row:', ctx.err()?.message ?? 'not ended');
});
