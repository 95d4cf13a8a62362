// expect: output
// | received 1
// | received 2
// | closed
// | sum 3
import { run, chan } from 'concurrency-tutor';

await run(async () => {
  const numbers = chan<number>(2);
  await numbers.send(1);
  await numbers.send(2);
  numbers.close();

  let sum = 0;
  while (true) {
    // Question and value in one step.
    const [number, ok] = await numbers.receiveOk();
    if (!ok) break;
    console.log('received', number);
    sum += number;
  }
  console.log('closed');
  console.log('sum', sum);
});
