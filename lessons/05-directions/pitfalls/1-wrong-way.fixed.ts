// expect: output
// | 42
import {
  run, go, chan, defer, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

async function double(
  numbers: ReceiveChannel<number>,
  doubled: SendChannel<number>,
): Promise<void> {
  using _close = defer(() => doubled.close());
  for await (const n of numbers) await doubled.send(2 * n);
}

await run(async () => {
  const numbers = chan<number>();
  const doubled = chan<number>();
  go(double, numbers, doubled);
  await numbers.send(21);
  console.log(await doubled.receive());
  numbers.close();
});
