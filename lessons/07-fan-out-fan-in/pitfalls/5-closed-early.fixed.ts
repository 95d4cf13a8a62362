// expect: output
// | sum 10
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
  const merged = chan<number>();
  const forwarders = new sync.WaitGroup();
  for (const channel of channels) {
    forwarders.go(async () => {
      for await (const n of channel) await merged.send(n);
    });
  }
  go(async () => {
    await forwarders.wait(); // the last has finished
    merged.close();
  });
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
