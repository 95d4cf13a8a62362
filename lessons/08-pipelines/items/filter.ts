// expect: deadlock
import {
  run, go, chan, defer, type ReceiveChannel,
} from 'concurrency-tutor';

type Words = ReceiveChannel<string>;

function source(...words: string[]): Words {
  const out = chan<string>();
  go(async () => {
    using _close = defer(() => out.close());
    for (const word of words) await out.send(word);
  });
  return out;
}

function longOnes(input: Words): Words {
  const out = chan<string>();
  go(async () => {
    for await (const word of input) {
      if (word.length > 3) await out.send(word);
    }
  });
  return out;
}

await run(async () => {
  const words = longOnes(source('tea', 'coffee', 'milk'));
  for await (const word of words) console.log(word);
});
