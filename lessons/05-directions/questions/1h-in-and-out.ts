// expect: output
// | 5
// | 6
import {
  run, go, chan, defer, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

/** Input on the left, output on the right. */
async function measure(
  words: ReceiveChannel<string>,
  lengths: SendChannel<number>,
): Promise<void> {
  using _close = defer(() => lengths.close());
  for await (const word of words) await lengths.send(word.length);
}

await run(async () => {
  const words = chan<string>(2);
  const lengths = chan<number>();
  go(measure, words, lengths);
  await words.send('apple');
  await words.send('cherry');
  words.close();
  for await (const length of lengths) console.log(length);
});
