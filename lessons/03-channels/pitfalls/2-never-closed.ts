// expect: deadlock
import { run, go, chan, type SendChannel } from 'concurrency-tutor';

async function produce(numbers: SendChannel<number>): Promise<void> {
  for (let n = 1; n <= 3; n++) await numbers.send(n);
  // BROKEN: it ends without closing the channel
}

await run(async () => {
  const numbers = chan<number>();
  go(produce, numbers);

  let sum = 0;
  for await (const n of numbers) sum += n; // waits for a fourth number, for ever
  console.log('sum', sum);
});
