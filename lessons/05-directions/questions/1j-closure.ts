// expect: output
// | the answer is 42
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const answer = chan<number>(1);
  go(async () => {
    // all of it in view: a direction would tell nobody anything
    await answer.send(6 * 7);
  });
  console.log('the answer is', await answer.receive());
});
