// expect: leak
import { run, go, chan, defer, type ReceiveChannel } from 'concurrency-tutor';

function words(text: string): ReceiveChannel<string> {
  const out = chan<string>();
  go(async () => {
    using _close = defer(() => out.close());
    for (const word of text.split(' ')) await out.send(word);
  });
  return out;
}

function upperCase(input: ReceiveChannel<string>): ReceiveChannel<string> {
  const out = chan<string>();
  go(async () => {
    using _close = defer(() => out.close());
    for await (const word of input) await out.send(word.toUpperCase());
  });
  return out;
}

await run(async () => {
  for await (const word of upperCase(words('the first word is enough'))) {
    console.log(word);
    break;
  }
});
