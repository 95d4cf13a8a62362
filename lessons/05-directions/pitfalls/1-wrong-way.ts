// expect: type-error TS2339
import { run, go, chan, type ReceiveChannel } from 'concurrency-tutor';

async function double(numbers: ReceiveChannel<number>): Promise<void> {
  for await (const n of numbers) await numbers.send(2 * n); // back
}

await run(async () => {
  const numbers = chan<number>();
  go(double, numbers);
  await numbers.send(21);
  console.log(await numbers.receive());
  numbers.close();
});
