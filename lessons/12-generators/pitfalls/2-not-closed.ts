// expect: deadlock
import { run, go, chan, type ReceiveChannel } from 'concurrency-tutor';

/** The words before the full stop. */
function words(text: string): ReceiveChannel<string> {
  const out = chan<string>();
  go(async () => {
    for (const word of text.split(' ')) {
      if (word === '.') return; // enough: nothing after it is sent
      await out.send(word);
    }
    out.close();
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
