// expect: deadlock
import { run, go, chan, type Channel } from 'concurrency-tutor';

/** BROKEN: meant to read from `numbers` and to write to `doubled`. */
async function double(
  numbers: Channel<number>,
  doubled: Channel<number>,
): Promise<void> {
  const [n, ok] = await doubled.receiveOk();
  if (ok) await numbers.send(2 * n);
}

await run(async () => {
  const numbers = chan<number>();
  const doubled = chan<number>();
  go(double, numbers, doubled);
  await numbers.send(21);
  console.log(await doubled.receive());
});
