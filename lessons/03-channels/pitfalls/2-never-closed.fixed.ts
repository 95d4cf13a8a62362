// expect: output
// | sum 6
import { run, go, chan, defer, type SendChannel } from 'concurrency-tutor';

async function produce(numbers: SendChannel<number>): Promise<void> {
  using _close = defer(() => numbers.close()); // also after an early return
  for (let n = 1; n <= 3; n++) await numbers.send(n);
}

await run(async () => {
  const numbers = chan<number>();
  go(produce, numbers);

  let sum = 0;
  for await (const n of numbers) sum += n;
  console.log('sum', sum);
});
