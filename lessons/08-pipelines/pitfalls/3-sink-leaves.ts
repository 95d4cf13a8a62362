// expect: leak
import {
  run, go, chan, defer, type ReceiveChannel,
} from 'concurrency-tutor';

type Words = ReceiveChannel<string>;

function words(text: string): Words {
  const out = chan<string>();
  go(async () => {
    using _close = defer(() => out.close());
    for (const word of text.split(' ')) await out.send(word);
  });
  return out;
}

function upperCase(input: Words): Words {
  const out = chan<string>();
  go(async () => {
    using _close = defer(() => out.close());
    for await (const word of input) await out.send(word.toUpperCase());
  });
  return out;
}

await run(async () => {
  const all = words('the first word is enough');
  for await (const word of upperCase(all)) {
    console.log(word);
    break;
  }
});
