// expect: lint no-floating-promises
import { run, chan } from 'concurrency-tutor';

await run(async () => {
  const numbers = chan<number>(3);
  for (let n = 1; n <= 3; n++) numbers.send(n); // there is room, so it does not wait
  numbers.close();
  for await (const n of numbers) console.log(n);
});
