// expect: output
// | 42
// | undefined
// | [ undefined, false ]
// | the loop ends at once
import { run, chan } from 'concurrency-tutor';

await run(async () => {
  const numbers = chan<number>(1);
  await numbers.send(42);
  numbers.close();

  console.log(await numbers.receive()); // the value that was still in the buffer
  console.log(await numbers.receive()); // Go: 0, the zero value
  console.log(await numbers.receiveOk());
  for await (const n of numbers) console.log('never', n);
  console.log('the loop ends at once');
});
