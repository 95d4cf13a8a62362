// expect: output
// | sum 42
import {
  run, chan, go, sync, type ReceiveChannel,
} from 'concurrency-tutor';

type Numbers = ReceiveChannel<number>;

/** A worker has its own results, and closes them. */
function double(numbers: Numbers): Numbers {
  const results = chan<number>();
  go(async () => {
    for await (const n of numbers) await results.send(2 * n);
    results.close();
  });
  return results;
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
    await forwarders.wait();
    merged.close();
  });
  return merged;
}

await run(async () => {
  const numbers = chan<number>(6);
  for (let n = 1; n <= 6; n++) await numbers.send(n);
  numbers.close();
  const outputs = [double(numbers), double(numbers), double(numbers)];

  let sum = 0;
  for await (const result of merge(outputs)) sum += result;
  console.log('sum', sum);
});
