// expect: type-error TS2339
import {
  run, go, chan, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

async function count(numbers: SendChannel<number>): Promise<void> {
  for (let n = 1; ; n++) await numbers.send(n);
}

async function firstThree(
  numbers: ReceiveChannel<number>,
): Promise<void> {
  for (let i = 0; i < 3; i++) console.log(await numbers.receive());
  numbers.close(); // enough
}

await run(async () => {
  const numbers = chan<number>();
  go(count, numbers);
  await firstThree(numbers);
});
