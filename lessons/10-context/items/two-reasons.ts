// expect: output
// | the film: the power is off
import { run, context } from 'concurrency-tutor';

await run(async () => {
  const root = context.background();
  const [cinema, close] = context.withCancelCause(root);
  const [film, stop] = context.withCancelCause(cinema);

  close(new Error('the power is off'));
  stop(new Error('the film has ended'));
  console.log(`the film: ${context.cause(film)?.message}`);
});
