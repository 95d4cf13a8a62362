// expect: output
// | 1 2 3
import { run, chan, type Channel } from 'concurrency-tutor';

/** Puts numbers in and takes them out again. It uses both ends. */
async function turnOver(
  queue: Channel<number>,
  numbers: readonly number[],
): Promise<number[]> {
  for (const n of numbers) await queue.send(n);
  queue.close();
  const taken: number[] = [];
  for await (const n of queue) taken.push(n);
  return taken;
}

await run(async () => {
  console.log((await turnOver(chan<number>(3), [1, 2, 3])).join(' '));
});
