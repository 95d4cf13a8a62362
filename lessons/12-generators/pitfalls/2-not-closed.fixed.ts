// expect: output
// | the
// | end
// | 2 words
import {
  run, go, chan, defer, type ReceiveChannel,
} from 'concurrency-tutor';

/** The words before the full stop. */
function words(text: string): ReceiveChannel<string> {
  const out = chan<string>();
  go(async () => {
    using _close = defer(() => out.close()); // on every way out
    for (const word of text.split(' ')) {
      if (word === '.') return;
      await out.send(word);
    }
  });
  return out.receiveOnly();
}

await run(async () => {
  let count = 0;
  for await (const word of words('the end . and more')) {
    console.log(word);
    count++;
  }
  console.log(count, 'words');
});
