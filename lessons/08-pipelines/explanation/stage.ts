// expect: output
// | wash chop
import {
  run, go, chan, defer, type ReceiveChannel,
} from 'concurrency-tutor';

type Words = ReceiveChannel<string>;

function shortWords(words: Words): Words { // 1
  const out = chan<string>(); // 2
  go(async () => {
    using _close = defer(() => out.close()); // 4
    for await (const word of words) { // 3
      if (word.length < 5) await out.send(word);
    }
  });
  return out; // 2, at once
}

await run(async () => {
  const input = chan<string>(3);
  for (const word of ['wash', 'polish', 'chop']) await input.send(word);
  input.close();

  const seen: string[] = [];
  for await (const word of shortWords(input)) seen.push(word);
  console.log(seen.join(' '));
});
