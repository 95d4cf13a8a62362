// expect: output
// | warm
// | done
import { run, chan, defer, go, type Channel } from 'concurrency-tutor';

async function judge(
  degrees: Channel<number>,
  words: Channel<string>,
): Promise<void> {
  using _close = defer(() => words.close());
  for await (const d of degrees)
    await words.send(d > 20 ? 'warm' : 'cold');
}

async function printAll(words: Channel<string>): Promise<void> {
  for await (const word of words) console.log(word);
}

async function refill(queue: Channel<number>): Promise<void> {
  const [oldest, ok] = await queue.receiveOk();
  if (ok) await queue.send(oldest + 1);
}

await run(async () => {
  const degrees = chan<number>(1);
  const words = chan<string>();
  await degrees.send(20);
  await refill(degrees);
  degrees.close();
  go(judge, degrees, words);
  await printAll(words);
  console.log('done');
});
