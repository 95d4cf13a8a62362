// expect: output
// | 1 + 4 + 9 + 16 = 30
import {
  run, go, chan, sync, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

async function square(
  jobs: ReceiveChannel<number>,
  results: SendChannel<number>,
): Promise<void> {
  for await (const n of jobs) await results.send(n * n);
}

/** Makes and closes both channels. The workers see one end of each. */
async function coordinate(numbers: readonly number[]): Promise<number[]> {
  const jobs = chan<number>();
  const results = chan<number>();
  const workers = new sync.WaitGroup();
  for (let i = 0; i < 2; i++)
    workers.go(square, jobs.receiveOnly(), results.sendOnly());
  go(async () => {
    for (const n of numbers) await jobs.send(n);
    jobs.close();
    await workers.wait();
    results.close();
  });
  const squares: number[] = [];
  for await (const result of results) squares.push(result);
  return squares.sort((a, b) => a - b);
}

await run(async () => {
  const squares = await coordinate([1, 2, 3, 4]);
  console.log(
    `${squares.join(' + ')} = ${squares.reduce((sum, n) => sum + n, 0)}`,
  );
});
