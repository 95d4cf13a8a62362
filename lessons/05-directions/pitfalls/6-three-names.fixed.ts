// expect: output
// | 42
import { run, go, chan } from 'concurrency-tutor';

await run(async () => {
  const numbers = chan<number>();
  go(async () => {
    await numbers.send(42);
  });
  console.log(await numbers.receive());
});
