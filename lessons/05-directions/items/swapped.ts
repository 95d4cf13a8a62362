// expect: deadlock
import {
  run, go, chan, type ReceiveChannel, type SendChannel,
} from 'concurrency-tutor';

async function translate(
  words: ReceiveChannel<string>,
  translated: SendChannel<string>,
): Promise<void> {
  for await (const word of words)
    await translated.send(`${word} in French`);
}

await run(async () => {
  const words = chan<string>();
  const translated = chan<string>();
  go(translate, translated, words);
  await words.send('bread');
  console.log(await translated.receive());
});
