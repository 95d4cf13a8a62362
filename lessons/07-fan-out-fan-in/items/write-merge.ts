// expect: output
// | sum 0
// expect: leak
import {
  run, go, chan, sync,
  type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

type Numbers = ReceiveChannel<number>;

async function source(
  numbers: readonly number[], out: SendChannel<number>,
): Promise<void> {
  for (const n of numbers) await out.send(n);
  out.close();
}

function merge(channels: readonly Numbers[]): Numbers {
  // Here: everything that comes on one of the channels goes on to one
  // channel, which is closed when all the others are at their end.
  const merged = chan<number>();
  merged.close();
  void [sync, channels];
  return merged;
}

await run(async () => {
  const short = chan<number>();
  const long = chan<number>();
  go(source, [1], short);
  go(source, [2, 3, 4], long);
  let sum = 0;
  for await (const n of merge([short, long])) sum += n;
  console.log('sum', sum);
});
