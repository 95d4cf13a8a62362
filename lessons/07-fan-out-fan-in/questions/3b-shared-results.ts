// expect: output
// | sum 42
import {
  run, chan, go, sync, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/** A worker shares the results with the others, so it never closes. */
async function double(
  numbers: ReceiveChannel<number>, results: SendChannel<number>,
): Promise<void> {
  for await (const n of numbers) await results.send(2 * n);
}

await run(async () => {
  const numbers = chan<number>(6);
  for (let n = 1; n <= 6; n++) await numbers.send(n);
  numbers.close();
  const results = chan<number>();
  const workers = new sync.WaitGroup();
  for (let n = 0; n < 3; n++) workers.go(double, numbers, results);
  go(async () => {
    await workers.wait();
    results.close();
  });

  let sum = 0;
  for await (const result of results) sum += result;
  console.log('sum', sum);
});
