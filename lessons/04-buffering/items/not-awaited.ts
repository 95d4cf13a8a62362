// expect: lint no-floating-promises
import { run, chan } from 'concurrency-tutor';

await run(async () => {
  const numbers = chan<number>(3);
  // there is room, so it does not wait
  for (let n = 1; n <= 3; n++) numbers.send(n);
  numbers.close();
  for await (const n of numbers) console.log(n);
});
